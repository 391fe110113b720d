import type { Language } from '../../../shared/violation.ts';

/** Languages by their own names: whoever reads one finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский', kk: 'Қазақша' };
