import { type CommonClock, clockOf, commonClock } from '../../../../shared/common-clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';

/** A recording with what its time of day comes from. */
export interface Clocked {
  readonly item: Pick<Item, 'timing' | 'recorded'>;
  readonly index: FrameIndex;
}

/** The open recording and a companion on one clock; null when one of them has no time of day. */
export function pairClock(open: Clocked, companion: Clocked): CommonClock | null {
  const clocks = [open, companion].map(({ item, index }) => clockOf(item, index.pts[0] ?? 0));
  const [a, b] = clocks;
  if (!a || !b) return null;
  return commonClock([
    { clock: a, index: open.index },
    { clock: b, index: companion.index },
  ]);
}

/** What a companion shows while the open recording shows frame n. */
export type Companion =
  | { readonly state: 'at'; readonly n: number }
  /** It begins (or ended) this many milliseconds away; its first (or last) picture stands in, marked as such. */
  | { readonly state: 'before' | 'after'; readonly n: number; readonly awayMs: number };

export function companionAt(clock: CommonClock, n: number, count: number): Companion {
  const ms = clock.msAt(0, n);
  const at = clock.frameAt(1, ms);
  const span = clock.spans[1] ?? { start: ms, end: ms };
  if (at === 'before') return { state: 'before', n: 0, awayMs: span.start - ms };
  if (at === 'after') return { state: 'after', n: Math.max(0, count - 1), awayMs: ms - span.end };
  return { state: 'at', n: at };
}

/** While both run: how the companion's speed is set so that it comes back to the common clock without a visible jump. */
export type Correction =
  | { readonly kind: 'keep' }
  | { readonly kind: 'rate'; readonly factor: number }
  | { readonly kind: 'jump' };

/** Less than two pictures at 30 a second: nobody sees it. Once the speed is changed, it stays so until less is left. */
const CATCH_MS = 60;
const HELD_MS = 25;
/** Farther off, catching up would take longer than a jump disturbs. */
const JUMP_MS = 600;
const NUDGE = 0.08;

/** `aheadMs`: how far the companion is ahead of the common clock. `nudged`: its speed is changed already. */
export function correctionOf(aheadMs: number, nudged: boolean): Correction {
  const off = Math.abs(aheadMs);
  if (off > JUMP_MS) return { kind: 'jump' };
  if (off > (nudged ? HELD_MS : CATCH_MS)) return { kind: 'rate', factor: aheadMs > 0 ? 1 - NUDGE : 1 + NUDGE };
  return nudged ? { kind: 'rate', factor: 1 } : { kind: 'keep' };
}
