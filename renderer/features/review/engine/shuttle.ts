import { assertNever } from '../../../../shared/assert-never.ts';

/** How fast and which way the recording runs; 0 is a still picture. Negative runs backwards. */
export type Speed = number;

export type ShuttleKey = 'back' | 'stop' | 'forward' | 'toggle';

/** Speeds that repeated presses of J and L climb through. */
export const SPEEDS = [1, 2, 4, 8] as const;
/** Slower ones, offered in the speed menu. */
export const SLOW_SPEEDS = [0.1, 0.25, 0.5] as const;

const faster = (speed: number): number => SPEEDS.find((step) => step > speed) ?? SPEEDS[SPEEDS.length - 1] ?? 1;

/** The speed after a shuttle key: the same direction again goes faster, the other direction starts at 1×. */
export function shuttle(speed: Speed, key: ShuttleKey): Speed {
  switch (key) {
    case 'stop':
      return 0;
    case 'toggle':
      return speed === 0 ? 1 : 0;
    case 'forward':
      return speed > 0 ? faster(speed) : 1;
    case 'back':
      return speed < 0 ? -faster(-speed) : -1;
    default:
      return assertNever(key);
  }
}

/** So slow that every picture is worth showing, late or not. A speed corrected by a few hundredths is not meant. */
export const isSlow = (speed: Speed): boolean => Math.abs(speed) < 0.9;

/** Above double speed voices are noise: pictures run without sound, as on editing desks. */
export const audibleAt = (speed: Speed): boolean => speed <= 2.2;

/** How many pictures each shown one stands for when the core's pictures are shuttled: all of them up to 1×. */
export const strideOf = (speed: Speed): number => Math.max(1, Math.round(Math.abs(speed)));

/** `1×`, `−4×`, `0.25×`. */
export function speedText(speed: Speed): string {
  const size = Math.abs(speed);
  const digits = size < 1 && size > 0 ? 2 : size % 1 === 0 ? 0 : 1;
  return `${speed < 0 ? '−' : ''}${Number(size.toFixed(digits))}×`;
}
