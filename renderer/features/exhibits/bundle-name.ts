/** Latin letters for Russian and Kazakh ones, after the 2021 Kazakh alphabet where it has a plain letter. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'q',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Longest name that every BagIt reader and file system agrees on (design: cli.md). */
export const LONGEST_NAME = 100;

/** A text in the alphabet of bundle names: `[a-z0-9._-]`, words joined by hyphens. May come out empty. */
export function slug(text: string): string {
  const latin = [...text.toLowerCase().normalize('NFC')].map((letter) => LATIN[letter] ?? letter).join('');
  // Canonical decomposition only: the compatible one would make "no" of a numero sign.
  const plain = latin.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

/** The day of an instant on this machine's calendar: `2026-11-23`. */
export function dayText(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Name offered for a new bundle: library title and day; a number is added while the folder holds that name. */
export function proposedBundleName(title: string, date: Date, taken: readonly string[]): string {
  const day = dayText(date);
  const start =
    slug(title)
      .slice(0, LONGEST_NAME - day.length - 6)
      .replace(/-+$/, '') || 'exhibits';
  const base = `${start}-${day}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

export type NameProblem = 'empty' | 'letters' | 'long' | 'start' | 'taken';

/** What is wrong with a bundle's name, or null when it may be used. */
export function nameProblem(name: string, taken: readonly string[]): NameProblem | null {
  if (name === '') return 'empty';
  if (!/^[a-z0-9._-]+$/.test(name)) return 'letters';
  if (!/^[a-z0-9]/.test(name)) return 'start';
  if (name.length > LONGEST_NAME) return 'long';
  return taken.includes(name) ? 'taken' : null;
}

/** The last part of a path of either kind. */
export function lastPart(path: string): string {
  return path.split(/[\\/]+/).findLast((part) => part !== '') ?? path;
}
