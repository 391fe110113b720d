import { useTranslation } from 'react-i18next';

/** The language that numbers and dates are shown in. */
export const useLanguage = (): string => useTranslation().i18n.language;
