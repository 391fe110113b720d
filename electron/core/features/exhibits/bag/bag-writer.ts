import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Work } from '../../../progress.ts';
import { type FolderEntry, hashFileWith, listFolder } from '../../../store/folder-reader.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import { encodePath } from './bag-text.ts';

/** Names that every BagIt reader on every system agrees about. */
export const BAG_NAME = /^[a-z0-9._-]{1,100}$/;

export interface BagInfo {
  /** Labels and values in order; Payload-Oxum is added here. Values are single lines. */
  readonly fields: readonly (readonly [label: string, value: string])[];
}

/** What sealing a bag gave. `sha256` has every payload file by its path below the bag, read back from disk. */
export interface SealedBag {
  readonly manifest: string;
  readonly manifestSha256: string;
  readonly sha256: ReadonlyMap<string, string>;
  /** Of the payload. */
  readonly files: number;
  readonly bytes: number;
  /** Of everything beside the payload. */
  readonly tagBytes: number;
}

const sha256Of = (data: string): string => createHash('sha256').update(data).digest('hex');

/** Manifest text, one `checksum  path` line each in the order of paths, as `sha256sum -c` reads it too. */
export function manifestText(sums: ReadonlyMap<string, string>): string {
  const byPath = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return byPath.map(([path, sum]) => `${sum}  ${encodePath(path)}\n`).join('');
}

/** Long values are folded as RFC 8493, section 2.2.2 asks for; text that is no single line is made one. */
export function bagInfoText(info: BagInfo): string {
  return info.fields.map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`).join('');
}

/**
 * Seals a folder whose payload is below `data/` as a BagIt 1.0 bag: reads every payload file back and hashes it, then
 * writes manifest, declaration, bag-info, what `signed` makes of the manifest, and the tag manifest over all of these.
 */
export async function sealBag(
  folder: OutgoingFiles,
  info: BagInfo,
  signed: (manifest: string) => ReadonlyMap<string, string>,
  work: Work,
): Promise<SealedBag> {
  const payload = (await listFolder(folder.partialDir, work.signal)).filter(({ path }) => path.startsWith('data/'));
  assertNames(payload);
  const sha256 = await hashAll(folder.partialDir, payload, work);
  const bytes = payload.reduce((sum, entry) => sum + entry.bytes, 0);
  const manifest = manifestText(sha256);
  const oxum = ['Payload-Oxum', `${bytes}.${payload.length}`] as const;
  const tags = new Map([
    ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['bag-info.txt', bagInfoText({ fields: [...info.fields, oxum] })],
    ['manifest-sha256.txt', manifest],
    ...signed(manifest),
  ]);
  tags.set('tagmanifest-sha256.txt', manifestText(new Map([...tags].map(([p, text]) => [p, sha256Of(text)]))));
  for (const [path, text] of tags) await folder.write(path, text);
  const tagBytes = [...tags.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return { manifest, manifestSha256: sha256Of(manifest), sha256, files: payload.length, bytes, tagBytes };
}

function assertNames(payload: readonly FolderEntry[]): void {
  for (const { path, isFile } of payload) {
    if (!isFile || !path.split('/').every((part) => BAG_NAME.test(part))) throw new Error(`not a bundle name: ${path}`);
  }
}

async function hashAll(dir: string, payload: readonly FolderEntry[], work: Work): Promise<Map<string, string>> {
  const total = payload.reduce((sum, entry) => sum + entry.bytes, 0);
  const sums = new Map<string, string>();
  let done = 0;
  for (const { path } of payload) {
    work.signal.throwIfAborted();
    const hashed = await hashFileWith(join(dir, path), ['sha256'], work.signal, (bytes) => {
      done += bytes;
      work.onStep({ step: 'Sealing the bundle', done, total, unit: 'bytes' });
    });
    sums.set(path, hashed.get('sha256') ?? '');
  }
  return sums;
}
