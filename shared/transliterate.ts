/** Russian and Kazakh letters in Latin ones; what is not here loses its accents, or becomes a hyphen. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh' },
  ...{ щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
  ...{ ә: 'ae', ғ: 'gh', қ: 'q', ң: 'ng', ө: 'oe', ұ: 'uu', ү: 'ue', һ: 'h', і: 'i' },
};

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;
const MOST_LENGTH = 60;

/**
 * A text as the name of a folder that every system takes: `[a-z0-9._-]`, beginning and ending with a letter or digit.
 * The same text always gives the same name; two texts may give one. `x` where nothing is left.
 */
export function folderName(text: string): string {
  const latin = [...text.toLowerCase().normalize('NFC')].map((letter) => LATIN[letter] ?? withoutAccents(letter));
  const name = latin
    .join('')
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, MOST_LENGTH)
    .replace(/^[._-]+|[._-]+$/g, '');
  if (name === '') return 'x';
  return DEVICE.test(name) ? `x-${name}` : name;
}

const withoutAccents = (letter: string): string => letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
