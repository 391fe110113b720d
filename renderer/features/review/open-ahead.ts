import type { Mark } from '../../../shared/mark.ts';
import { askOnce } from '../../host/query-call.ts';
import { askFirstPicture } from './engine/first-picture.ts';
import { rememberedFrame } from './position-memory.ts';

/** What an address says about the place to begin at. */
interface Place {
  readonly frame: number | null;
  readonly mark: string | null;
}

/** The frame that an address names, by itself or by its mark; null for none. */
export function frameOfAddress({ frame, mark }: Place, marks: readonly Mark[]): number | null {
  return frame ?? marks.find(({ id }) => id === mark)?.in?.n ?? null;
}

/**
 * Begins to open a recording as soon as somebody is on his way to it, while the screen is still being laid out. What
 * fails here is asked once more by the screen, which says so.
 */
export async function openAhead(id: string, place: Place): Promise<void> {
  const { item, marks } = await askOnce('evidence.show', { id });
  if (item.review === 'none' || item.frames === null || item.frames === 0) return;
  askFirstPicture(item, rememberedFrame(sessionStorage, id, frameOfAddress(place, marks)) ?? 0);
  await Promise.all([
    askOnce('evidence.frames', { id }, { structuralSharing: false }),
    askOnce('marks.list', { evidenceId: id }),
    askOnce('marks.list', {}),
    askOnce('codebook.get', {}),
  ]);
}
