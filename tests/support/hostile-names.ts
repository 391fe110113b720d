/** A file name as the bytes that a disk holds (Linux: anything but NUL and the slash, up to 255 bytes). */
export interface HostileName {
  readonly bytes: Buffer;
  /** The name as text; null where its bytes are no UTF-8. */
  readonly text: string | null;
}

const named = (text: string): HostileName => ({ bytes: Buffer.from(text), text });
const raw = (...bytes: number[]): HostileName => ({ bytes: Buffer.from(bytes), text: null });
const points = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));

/** Marks that turn the direction of text, characters without width, fillers and tags (Unicode UTS #39, UAX #9). */
const INVISIBLE = [
  ...[
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u115f',
    '\u1160',
    '\u17b4',
    '\u180b',
    '\u180e',
    '\ufe0f',
    '\u3164',
    '\ufeff',
    '\uffa0',
    '\u00a0',
  ],
  ...points(0x200b, 0x200f),
  ...points(0x2028, 0x202e),
  ...points(0x2060, 0x206f),
  ...['\ufff9', '\ufffa', '\ufffb', '\u{1d173}', '\u{e0001}', '\u{e0041}', '\u{e007f}', '\ue000', '\u{f0000}'],
];
const CONTROLS = [...points(1, 31), '\x7f', ...points(0x80, 0x9f)];
const RESERVED = ['CON', 'PRN', 'AUX', 'NUL', 'COM0', 'COM1', 'COM9', 'COM¹', 'LPT1', 'LPT9', 'CONIN$', 'CLOCK$'];
const MARKUP = [
  ...[
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)<\u2215script>',
    '"><svg onload=alert(1)>',
    '&lt;b&gt;',
    '{{7*7}}',
    '#{7*7}',
  ],
  ...[
    "';drop table marks;--",
    '" or ""="',
    '$(touch pwned)',
    '`touch pwned`',
    ';touch pwned;',
    '| touch pwned',
    '%s%n%x',
    '%00',
    '%2e%2e%2fup',
  ],
  ...[
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '＝1+1',
    '\t=1',
    '\u001b[2J\u001b[31m',
    '\u001b]0;title\u0007',
    'a\rb',
    'a\nb',
    'a\r\nb',
  ],
  ...[
    '-rf',
    '--help',
    '--',
    '-',
    '-i',
    '@file',
    'file:',
    'pipe:1',
    'concat:a|b',
    'http:',
    'data:,x',
    'subfile,,start,0,end,9,,:a',
    'a%d',
    'a%03d',
    'a*',
    'a?',
    '[a]',
    '{a,b}',
    '~',
    '~root',
    '\\\\server\\share',
    'C:\\a',
    'C:a',
    'a:stream',
    '..\\..\\a',
  ],
];
const TRAILING = ['dot.', 'dots...', 'space ', ' leading', '...', '.hidden', '. .', '\u3000'];
const LOOKALIKES = [
  'photo\u202egpj.exe',
  'раураl',
  'ﬁle',
  'e\u0301',
  '\u00e9',
  '\u212b',
  '\u00c5',
  'A\u030a',
  'ǆ',
  'İ',
  'ı',
  'ß',
  'ẞ',
  '１２',
  '𝐀',
];
const SCRIPTS = [
  'Хаттама әғқңөұүһі',
  'комиссия',
  'ملف',
  'קובץ',
  '票箱',
  'กล่อง',
  '🗳',
  '👩‍👩‍👧',
  '🇰🇿',
  'Z͑ͫa̴l̷g̈o',
  'ꟼ',
  '\ufdd0',
  '\uffff',
];
const BYTES: readonly HostileName[] = [
  ...[
    raw(0xff),
    raw(0xfe, 0xff),
    raw(0xc3, 0x28),
    raw(0xe2, 0x82),
    raw(0xf0, 0x90, 0x8d),
    raw(0xc0, 0xae, 0xc0, 0xae),
    raw(0xf8, 0x88, 0x80, 0x80, 0x80),
  ],
  // Lone surrogates as UTF-8 would write them, a pair of them (CESU-8), and names in KOI8-R and CP1251.
  ...[
    raw(0xed, 0xa0, 0x80),
    raw(0xed, 0xb0, 0x80),
    raw(0xed, 0xa0, 0xbd, 0xed, 0xb7, 0xb3),
    raw(0xf4, 0x90, 0x80, 0x80),
    raw(0xd0, 0xcf, 0xd2),
    raw(0xef, 0xee, 0xf0, 0x2e),
  ],
];

/** More than two hundred names, all different in bytes, some the same once they are normalised (UAX #15). */
export function hostileNames(): HostileName[] {
  const letters = [
    ...INVISIBLE.map((mark) => `a${mark}b.txt`),
    ...CONTROLS.map((mark) => `c${mark}d.txt`),
    ...RESERVED.flatMap((name) => [name, `${name.toLowerCase()}.txt`]),
    ...[...MARKUP, ...TRAILING, ...LOOKALIKES, ...SCRIPTS],
    ...['x'.repeat(255), 'қ'.repeat(127), `${'🗳'.repeat(62)}.txt`, `a${'\u0301'.repeat(120)}`, '\u202e'.repeat(80)],
  ];
  return [...[...new Set(letters)].map(named), ...BYTES];
}
