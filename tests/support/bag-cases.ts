import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How the conformance suite of the Library of Congress labels its bags. */
export type BagLabel = 'valid' | 'warning' | 'invalid';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A small bag with what is peculiar about it; the rest is as it should be. */
interface BagPlan {
  readonly version?: string;
  readonly declaration?: string | Uint8Array;
  readonly payload?: Files;
  /** Lines of the payload manifest instead of the right ones. */
  readonly manifest?: readonly string[];
  readonly algorithm?: 'md5' | 'sha256' | 'sha512';
  /** Written last and listed nowhere. */
  readonly more?: Files;
}

export const sumOf = (data: string | Uint8Array, algorithm = 'sha256'): string =>
  createHash(algorithm).update(data).digest('hex');

const PAYLOAD: Files = { 'data/a.txt': 'first', 'data/deep/b.txt': 'second' };
const lineOf = (path: string, data: string | Uint8Array, algorithm = 'sha256') => `${sumOf(data, algorithm)}  ${path}`;
const linesOf = (files: Files, algorithm = 'sha256') =>
  Object.entries(files).map(([path, data]) => lineOf(path, data, algorithm));
const RIGHT = linesOf(PAYLOAD);

/** Writes the bag that a plan describes into `dir`. */
export function writeBag(dir: string, plan: BagPlan): void {
  const { version = '1.0', payload = PAYLOAD, algorithm = 'sha256' } = plan;
  const declaration = plan.declaration ?? `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`;
  const lines = plan.manifest ?? linesOf(payload, algorithm);
  const files: Files = {
    ...payload,
    ...(declaration === '' ? {} : { 'bagit.txt': declaration }),
    [`manifest-${algorithm}.txt`]: lines.map((line) => `${line}\n`).join(''),
    ...plan.more,
  };
  for (const [path, data] of Object.entries(files)) {
    mkdirSync(join(dir, dirname(path)), { recursive: true });
    writeFileSync(join(dir, path), data);
  }
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const NFC = 'data/N\u00FA\u00F1ez';
const NFD = NFC.normalize('NFD');
const elsewhere = (path: string): BagPlan => ({ manifest: [...RIGHT, `${'a'.repeat(64)}  ${path}`] });
const fetching = (path: string): BagPlan => ({ more: { 'fetch.txt': `http://example.org/x - ${path}\n` } });

/** One bag for every rule that the conformance suite tests, so that the rules are tested without the suite too. */
export const BAG_CASES: readonly (readonly [name: string, label: BagLabel, plan: BagPlan])[] = [
  ['the smallest bag', 'valid', { payload: { 'data/a.txt': '' } }],
  ['two payload files', 'valid', {}],
  ...['0.93', '0.94', '0.95', '0.96', '0.97'].map((version) => [`version ${version}`, 'valid', { version }] as const),
  ['MD5', 'valid', { version: '0.97', algorithm: 'md5' }],
  ['SHA-512', 'valid', { algorithm: 'sha512' }],
  ['a bag in a bag', 'valid', { payload: { 'data/bag/bagit.txt': 'x', 'data/bag/data/a.txt': 'y' } }],
  ['a space in a name', 'valid', { payload: { 'data/two words.txt': 'x' } }],
  [
    'a percent sign, encoded',
    'valid',
    { payload: { 'data/100%.txt': 'x' }, manifest: [lineOf('data/100%25.txt', 'x')] },
  ],
  ['a line end in a name, encoded', 'valid', { payload: { 'data/a\nb': 'x' }, manifest: [lineOf('data/a%0Ab', 'x')] }],
  ['a label twice', 'valid', { more: { 'bag-info.txt': 'Contact-Name: A\nContact-Name: B\n' } }],
  ['a value on two lines', 'valid', { more: { 'bag-info.txt': 'External-Description: a\n  b\n' } }],
  ['a right Payload-Oxum', 'valid', { more: { 'bag-info.txt': 'Payload-Oxum: 11.2\n' } }],
  ['spaces around a colon before 1.0', 'valid', { version: '0.97', more: { 'bag-info.txt': 'A : b\nC:d\n' } }],
  [
    'tag files in ISO-8859-1 before 1.0',
    'valid',
    {
      declaration: 'BagIt-Version: 0.97\nTag-File-Character-Encoding: ISO-8859-1\n',
      more: { 'bag-info.txt': Buffer.from('Contact-Name: N\u00FA\u00F1ez\n', 'latin1') },
    },
  ],
  [
    'tag files in UTF-16 before 1.0',
    'valid',
    {
      declaration: 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n',
      more: {
        'manifest-sha256.txt': utf16(RIGHT.map((line) => `${line}\n`).join('')),
        'bag-info.txt': utf16('Contact-Name: N\u00FA\u00F1ez\n'),
      },
    },
  ],
  ['fetch.txt that names what is there', 'valid', fetching('data/a.txt')],
  [
    'the * of md5sum before 1.0',
    'warning',
    { version: '0.97', manifest: RIGHT.map((line) => line.replace('  ', ' *')) },
  ],
  [
    'a leading ./ before 1.0',
    'warning',
    { version: '0.97', manifest: RIGHT.map((line) => line.replace('data', './data')) },
  ],
  ['a path twice, before 1.0', 'warning', { version: '0.97', manifest: [...RIGHT, ...RIGHT] }],
  [
    'a path twice in different case, before 1.0',
    'warning',
    { version: '0.97', manifest: [...RIGHT, lineOf('data/A.TXT', 'first')] },
  ],
  [
    'a path twice in different normal forms, before 1.0',
    'warning',
    { version: '0.97', payload: { [NFC]: 'x' }, manifest: [lineOf(NFC, 'x'), lineOf(NFD, 'x')] },
  ],
  ['files that systems make', 'warning', { version: '0.97', payload: { 'data/.DS_Store': '', 'data/Thumbs.db': '' } }],
  ['no declaration', 'invalid', { declaration: '' }],
  ['a declaration without encoding', 'invalid', { declaration: 'BagIt-Version: 1.0\n' }],
  ['an unknown version', 'invalid', { version: '2.0' }],
  ['a version that is no number', 'invalid', { version: '.97' }],
  ['a byte order mark', 'invalid', { declaration: '\uFEFFBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' }],
  [
    'spaces in the declaration',
    'invalid',
    { declaration: 'BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n' },
  ],
  ['no manifest', 'invalid', { algorithm: 'md5', manifest: [] }],
  ['a changed payload file', 'invalid', { manifest: [lineOf('data/a.txt', 'First'), RIGHT[1] ?? ''] }],
  ['a missing payload file', 'invalid', elsewhere('data/c.txt')],
  ['a payload file that is not listed', 'invalid', { more: { 'data/c.txt': '' } }],
  ['a changed tag file', 'invalid', { more: { 'tagmanifest-sha256.txt': `${'a'.repeat(64)}  bagit.txt\n` } }],
  ['a missing tag file', 'invalid', { more: { 'tagmanifest-sha256.txt': `${sumOf('x')}  bag-info.txt\n` } }],
  ['a path twice, in 1.0', 'invalid', { manifest: [...RIGHT, RIGHT[0] ?? ''] }],
  ['a path twice with other sums, before 1.0', 'invalid', { version: '0.97', ...elsewhere('data/a.txt') }],
  ['two manifests of which one is short, in 1.0', 'invalid', { more: { 'manifest-sha512.txt': '' } }],
  ['a false Payload-Oxum', 'invalid', { more: { 'bag-info.txt': 'Payload-Oxum: 11.3\n' } }],
  ['another case, in 1.0', 'invalid', { payload: { 'data/a.txt': 'x' }, manifest: [lineOf('data/A.txt', 'x')] }],
  ...['../x', 'data/../../x', '/etc/hosts', '~/x', '~root/x', 'C:\\x', '\\\\host\\x', '%HomePath%\\x'].flatMap(
    (path) =>
      [
        [`a manifest that lists ${path}`, 'invalid', elsewhere(path.replaceAll('%', '%25'))],
        [`fetch.txt that lists ${path}`, 'invalid', fetching(path)],
      ] as const,
  ),
];
