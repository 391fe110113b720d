import { faceMs } from '../../../../shared/clock.ts';
import { clockOf } from '../../../../shared/common-clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { zoneMs } from '../../../../shared/wall-text.ts';

/** How a recording lies in time against the open one, as far as the library's list tells without its pictures. */
export type Overlap = 'overlaps' | 'apart' | 'unknown';

export interface BesideChoice {
  readonly item: Item;
  readonly overlap: Overlap;
}

const RANK: Readonly<Record<Overlap, number>> = { overlaps: 0, apart: 1, unknown: 2 };

/** Recordings with pictures that can be shown beside `open`: those of the same time first. */
export function besideChoices(items: readonly Item[], open: Item): BesideChoice[] {
  return items
    .filter((item) => item.id !== open.id && item.kind === 'video' && (item.frames ?? 0) > 0)
    .map((item) => ({ item, overlap: overlapOf(open, item) }))
    .sort((a, b) => RANK[a.overlap] - RANK[b.overlap] || a.item.originalName.localeCompare(b.item.originalName));
}

function overlapOf(a: Item, b: Item): Overlap {
  const [one, other] = [spanOf(a), spanOf(b)];
  if (one === null || other === null) return 'unknown';
  // A zone that only one of them knows is taken for that of both, as the common clock does.
  const [zoneA, zoneB] = [one.zone ?? other.zone ?? 0, other.zone ?? one.zone ?? 0];
  const apart = one.end - zoneA <= other.start - zoneB || other.end - zoneB <= one.start - zoneA;
  return apart ? 'apart' : 'overlaps';
}

/** Corrected times of the first and after the last picture: `recorded` is kept as the time of frame 0. */
function spanOf(item: Item): { start: number; end: number; zone: number | null } | null {
  const clock = clockOf({ timing: null, recorded: item.recorded }, 0);
  const start = clock === null ? Number.NaN : faceMs(clock.readings[0]?.shown ?? '');
  if (clock === null || Number.isNaN(start)) return null;
  return { start, end: start + (item.durationSeconds ?? 0) * 1000, zone: zoneMs(clock.zone) };
}
