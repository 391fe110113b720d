import { AppError } from '../../../../../shared/errors.ts';
import type { Item } from '../../../../../shared/evidence.ts';
import type { Exhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import { byteProgress } from './export-progress.ts';

export type BundledOriginal = BundleDocument['originals'][number];

/** Originals whose exhibits are in other volumes: what is told of exhibits does not name them. */
export function lonelyOriginals({ originals, exhibits }: Pick<BundleDocument, 'originals' | 'exhibits'>) {
  const cited = new Set(exhibits.map(({ source }) => source.sha256));
  return originals.filter(({ sha256 }) => !cited.has(sha256));
}

/** The evidence behind these exhibits, each original once. */
export function distinctEvidence(exhibits: readonly Exhibit[]): Item[] {
  return [...new Map(exhibits.map(({ evidence }) => [evidence.sha256, evidence])).values()];
}

/** "Unchanged since import" is only printed about originals whose bytes were hashed again for this very bundle. */
export async function checkOriginals(deps: ExhibitDeps, evidence: readonly Item[], work: Work): Promise<void> {
  const total = evidence.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { sha256, originalName, bytes } of evidence) {
    work.signal.throwIfAborted();
    if (!deps.store.hasOriginal(sha256)) {
      const text = `The original of ${originalName} is missing from the library. Verify the library and restore it from a copy.`;
      throw new AppError('original_missing', text, { sha256 });
    }
    const inner: Work = {
      signal: work.signal,
      onStep: ({ done }) => work.onStep({ step: 'Checking originals', done: before + done, total, unit: 'bytes' }),
    };
    const hashed = await deps.store.hashFile(deps.store.original(sha256), inner);
    if (hashed.sha256 !== sha256) {
      const text = `The original of ${originalName} was changed in the library. Verify the library and restore it from a copy.`;
      throw new AppError('verification_failed', text, { sha256, found: hashed.sha256 });
    }
    before += bytes;
  }
}

/** Copies the untouched originals in, hashed on the way. */
export async function copyOriginals(deps: ExhibitDeps, folder: OutgoingFiles, evidence: readonly Item[], work: Work) {
  const total = evidence.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = byteProgress('Copying originals', total, work);
  const originals: BundledOriginal[] = [];
  for (const { sha256, originalName } of evidence) {
    const path = `data/originals/${sha256}${safeExtension(originalName)}`;
    const copied = await folder.copyIn(deps.store.original(sha256), path, work.signal, report);
    if (copied.sha256 !== sha256) {
      const text = `The original of ${originalName} changed while it was copied. Verify the library and try again.`;
      throw new AppError('verification_failed', text, { sha256, found: copied.sha256 });
    }
    originals.push({ path, sha256, bytes: copied.bytes });
  }
  return originals.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Programs guess a file's kind by its extension; anything unusual in one becomes `.bin`. */
export function safeExtension(name: string): string {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? '.bin' : `.${extension}`;
}
