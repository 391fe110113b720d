import { join } from 'node:path';
import { readSmallFile } from '../../../store/folder-reader.ts';
import { readBagInfo } from '../bag/bag-tags.ts';
import { noFindings } from '../bag/bag-text.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import type { OpenBundle } from './open-bundle.ts';

type Volume = NonNullable<BundleDocument['volume']>;

const MOST_BYTES = 1 << 20;

/** What bag-info.txt says of a volume (RFC 8493, section 2.2.2). */
export const volumeFields = ({ group, number, count }: Volume): [string, string][] => [
  ['Bag-Group-Identifier', group],
  ['Bag-Count', `${number} of ${count}`],
];

/** A volume says the same of its place among the others in bag-info.txt and in bundle.json, and can be one of them. */
export async function checkVolume(bundle: OpenBundle, { volume }: BundleDocument): Promise<void> {
  const info = await readSmallFile(join(bundle.dir, 'bag-info.txt'), MOST_BYTES);
  // What is missing or no text of this kind has been named already.
  if (info === null) return;
  const fields = readBagInfo(info.toString('utf8'), 1, noFindings());
  const stated = fields.filter(([label]) => /^bag-(group-identifier|count)$/i.test(label)).map(([, value]) => value);
  const expected = volume === undefined ? [] : volumeFields(volume).map(([, value]) => value);
  const note = (path: string, message: string) => bundle.problems.push({ code: 'volume', path, message });
  if (stated.sort().join('\n') !== expected.sort().join('\n')) {
    note('bag-info.txt', 'bag-info.txt and data/bundle.json name another place among the volumes.');
  }
  if (volume === undefined) return;
  const behind = volume.behind.map(({ number }) => number);
  const all = Array.from({ length: Math.max(0, volume.count - volume.number) }, (_, n) => volume.number + 1 + n);
  if (volume.number > volume.count || behind.join() !== all.join()) {
    note('data/bundle.json', 'data/bundle.json does not list every volume after this one, each once.');
  }
}
