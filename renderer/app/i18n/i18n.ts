import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../shared/violation.ts';

type Strings = Record<string, unknown>;

/** English is always there; other languages are loaded when chosen. `sheet.json` belongs to the exhibit sheets. */
const english = import.meta.glob<Strings>(
  ['../../../resources/locales/en/*.json', '!../../../resources/locales/en/sheet.json'],
  { eager: true, import: 'default' },
);
const others = import.meta.glob<Strings>(
  ['../../../resources/locales/{ru,kk}/*.json', '!../../../resources/locales/*/sheet.json'],
  { import: 'default' },
);

const FILE = /\/(\w+)\/([\w-]+)\.json$/;

/** Languages that the screens are translated into. */
export const screenLanguages: readonly Language[] = LANGUAGES.filter(
  (language) => language === 'en' || Object.keys(others).some((path) => path.endsWith(`/${language}/app.json`)),
);

function namespaces(): Record<string, Strings> {
  const found: Record<string, Strings> = {};
  for (const [path, strings] of Object.entries(english)) {
    const namespace = FILE.exec(path)?.[2];
    if (namespace !== undefined) found[namespace] = strings;
  }
  return found;
}

export function startI18n(): void {
  const en = namespaces();
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(en),
    defaultNS: 'app',
    resources: { en },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = 'en';
}

/** Switches the screens' language, loading its strings first so that nothing flickers through keys. */
export async function showLanguage(language: Language): Promise<void> {
  const shown = screenLanguages.includes(language) ? language : 'en';
  if (i18next.language === shown) return;
  for (const [path, load] of Object.entries(others)) {
    const [, folder, namespace] = FILE.exec(path) ?? [];
    if (folder !== shown || namespace === undefined) continue;
    i18next.addResourceBundle(shown, namespace, await load(), true, true);
  }
  await i18next.changeLanguage(shown);
  document.documentElement.lang = shown;
}
