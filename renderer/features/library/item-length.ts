import type { Item } from '../../../shared/evidence.ts';
import { formatDuration } from '../../lib/format.ts';

/** Duration of a recording; null for what has none. Pages are counted by the caller in the person's language. */
export const durationText = (item: Item): string | null =>
  item.durationSeconds === null ? null : formatDuration(item.durationSeconds);
