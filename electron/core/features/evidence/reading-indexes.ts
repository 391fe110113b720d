import { AppError } from '../../../../shared/errors.ts';
import type { Details, Item } from '../../../../shared/evidence.ts';
import type { Media } from '../../media/media.ts';
import type { EvidenceService } from './evidence-service.ts';
import { ONE_MOMENT, type ReadingIndex } from './recording-clock.ts';

/**
 * What the readings of a clock are proven against, by item; empty when no clock is being set. Looked up before the
 * change, because a list of frames may have to be read from disk.
 * @throws AppError not_found, invalid_input
 */
export async function readingIndexes(
  ids: readonly string[],
  { timing }: Details,
  evidence: EvidenceService,
  media: Pick<Media, 'index'>,
): Promise<ReadonlyMap<string, ReadingIndex>> {
  const found = new Map<string, ReadingIndex>();
  if (timing === undefined || timing === null) return found;
  for (const id of ids) found.set(id, await readingIndex(evidence.get(id), media));
  return found;
}

async function readingIndex(item: Item, media: Pick<Media, 'index'>): Promise<ReadingIndex> {
  if (item.frames !== null) return media.index(item.sha256);
  if (!item.pending) return ONE_MOMENT;
  const text = `“${item.originalName}” is still being looked into. Set its clock when its pictures are listed.`;
  throw new AppError('invalid_input', text, { id: item.id });
}

/** @throws AppError invalid_input: before its pictures are listed, nothing can be read in a recording */
export function assertNoTiming({ timing }: Details): void {
  if (timing === undefined || timing === null) return;
  const text =
    'A measured clock cannot be given while importing. State the recording time, or set the clock afterwards.';
  throw new AppError('invalid_input', text);
}
