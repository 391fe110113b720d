import { createHash } from 'node:crypto';
import { manifestText } from '../bag/bag-writer.ts';

/**
 * What a sheet says about the files it belongs to. A sheet cannot state the hash of a manifest that lists the sheet
 * itself, so these are hashes over the manifest's lines without sheets and without the documents that list them.
 */
export interface ContentHashes {
  /** Over the files of this exhibit. */
  readonly exhibit: string;
  /** Over the files of all exhibits, and the originals in the bundle. */
  readonly contents: string;
}

const AFTER_SHEETS = /\/(sheet\.pdf|exhibit\.json)$/;
const CONTENTS = /^data\/(exhibits|originals)\//;

const hashOver = (sums: ReadonlyMap<string, string>, belongs: (path: string) => boolean): string => {
  const chosen = [...sums].filter(([path]) => belongs(path) && !AFTER_SHEETS.test(path));
  return createHash('sha256')
    .update(manifestText(new Map(chosen)))
    .digest('hex');
};

/** Hash over the files of one exhibit. `sums` has SHA-256 by path below the bag. */
export const exhibitHash = (sums: ReadonlyMap<string, string>, number: string): string =>
  hashOver(sums, (path) => path.startsWith(`data/exhibits/${number}/`));

/** Hash over the files of all exhibits and the originals. */
export const contentsHash = (sums: ReadonlyMap<string, string>): string =>
  hashOver(sums, (path) => CONTENTS.test(path));

const LINES = String.raw`grep -v -E '/(sheet\.pdf|exhibit\.json)$' | sha256sum | cut -c1-64`;

/** Commands that make these hashes anew from the manifest and compare them with what is printed. */
export const contentsCommand = (hash: string): string =>
  `test "$(grep -E '  data/(exhibits|originals)/' manifest-sha256.txt | ${LINES})" = ${hash} && echo complete`;
export const exhibitCommand = (number: string, hash: string): string =>
  `test "$(grep -F '  data/exhibits/${number}/' manifest-sha256.txt | ${LINES})" = ${hash} && echo complete`;

/** To compare by eye: the first 16 digits, in fours. */
export const shortHash = (hash: string): string => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ');

/** What the QR code of a sheet says: four lines of ASCII, each with its line end. */
export const qrText = (number: string, { exhibit, contents }: ContentHashes): string =>
  `aigaq exhibit 1\nnumber ${number}\nexhibit ${exhibit}\ncontents ${contents}\n`;
