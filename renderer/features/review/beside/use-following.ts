import { useEffect, useEffectEvent, useRef } from 'react';
import type { CommonClock } from '../../../../shared/common-clock.ts';
import type { Playback } from '../engine/use-playback.ts';
import { type Position, useOfFrame } from '../position.ts';
import { type Companion, companionAt, correctionOf } from './follow.ts';

/** What the open recording does right now. */
export interface Leading {
  readonly position: Position;
  readonly speed: number;
  /** It runs forwards in real time; otherwise its pictures come one by one and are followed one by one. */
  readonly steady: boolean;
}

interface FollowingOptions {
  /** Null while the companion goes its own way. */
  readonly clock: CommonClock | null;
  readonly count: number;
  readonly leading: Leading;
  readonly position: Position;
  readonly playback: Playback;
}

const CHECK_MS = 250;

/** Keeps a companion on the common clock: picture by picture while still, by its speed while both run. */
export function useFollowing({ clock, count, leading, position, playback }: FollowingOptions): Companion | null {
  const steady = leading.steady && leading.speed > 0;
  const targetAt = (n: number) => clock && companionAt(clock, n, count);
  // While both run, the next picture of the open recording is no reason to draw the companion's controls again.
  useOfFrame(leading.position, (n) => {
    const at = targetAt(n);
    return at?.state === 'at' && steady ? at.state : at && `${at.state} ${at.n} ${at.state === 'at' ? '' : at.awayMs}`;
  });
  const target = targetAt(leading.position.n);
  const runs = target?.state === 'at' && steady;
  const nudged = useRef(false);

  const stand = useEffectEvent((n: number | null) => {
    playback.stop();
    if (n !== null) position.goTo(n);
  });
  useEffect(() => {
    if (!runs) stand(target?.n ?? null);
  }, [runs, target?.n]);

  const begin = useEffectEvent((speed: number) => {
    nudged.current = false;
    const now = targetAt(leading.position.n);
    if (now) position.goTo(now.n);
    playback.setSpeed(speed);
  });
  const correct = useEffectEvent((speed: number) => {
    if (!clock || playback.speed === 0) return;
    const ahead = clock.msAt(1, position.n) - clock.msAt(0, leading.position.n);
    const correction = correctionOf(ahead, nudged.current);
    if (correction.kind === 'keep') return;
    if (correction.kind === 'rate') {
      nudged.current = correction.factor !== 1;
      playback.setSpeed(speed * correction.factor);
      return;
    }
    playback.stop();
    begin(speed);
  });
  useEffect(() => {
    if (!runs) return;
    begin(leading.speed);
    const timer = setInterval(() => correct(leading.speed), CHECK_MS);
    return () => clearInterval(timer);
  }, [runs, leading.speed]);
  return target;
}
