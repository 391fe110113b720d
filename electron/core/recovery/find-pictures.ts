import { AppError } from '../../../shared/errors.ts';
import type { FrameRef } from '../../../shared/frames.ts';
import type { Salvage } from '../db/salvage.ts';
import type { Replayed } from '../features/custody/ledger-replay.ts';
import { hashOfBlock, packMd5 } from '../features/marks/mark-pictures.ts';
import type { Media } from '../media/media.ts';

/**
 * The MD5s of marks' pictures, of which the ledger holds only the SHA-256. Databases are asked first, then the list of
 * frames of the original, which is made anew where it is gone. Whatever gives them, that hash proves them.
 * @param kept pictures that a database which is being brought up to date holds already, by mark
 */
export async function findPictures(
  wanted: Replayed,
  kept: ReadonlyMap<string, unknown>,
  salvages: readonly Salvage[],
  openMedia: () => Promise<Media>,
  hasOriginal: (sha256: string) => boolean,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const unfound: string[] = [];
  for (const [id, { pictures }] of wanted.marks) {
    if (typeof pictures !== 'string' || kept.get(id) === pictures) continue;
    const block = salvages.map((salvage) => salvage.pictures(id)).find((each) => hashOfBlock(each) === pictures);
    if (block) found.set(id, block);
    else unfound.push(id);
  }
  if (unfound.length === 0) return found;
  const media = await openMedia();
  try {
    for (const id of unfound) {
      const block = await fromOriginal(wanted, id, media, hasOriginal);
      if (block !== null) found.set(id, block);
    }
  } finally {
    await media.close();
  }
  return found;
}

async function fromOriginal(
  wanted: Replayed,
  id: string,
  media: Media,
  hasOriginal: (sha256: string) => boolean,
): Promise<Uint8Array | null> {
  const mark = wanted.marks.get(id);
  const [first, last] = [mark?.in, mark?.out] as (FrameRef | null | undefined)[];
  const sha256 = wanted.evidence.get(String(mark?.evidenceId))?.sha256;
  if (!first || !last || typeof sha256 !== 'string' || !hasOriginal(sha256)) return null;
  try {
    const block = packMd5(await media.md5s(sha256, first.n, last.n));
    return hashOfBlock(block) === mark?.pictures ? block : null;
  } catch (error) {
    // This decoder gives none of these pictures: the mark is named in what comes of it.
    if (error instanceof AppError) return null;
    throw error;
  }
}
