import { describe, expect, it } from 'vitest';
import { planDecode } from '../../renderer/features/review/engine/decode-plan.ts';

const FRAMES = 600;

/** A reader on his way at frame n of a recording with a key picture every `gop` frames; `held` are at hand. */
function plan(n: number, direction: 1 | -1, held: readonly number[], { gop = 250, moving = true } = {}) {
  const pts = Array.from({ length: FRAMES }, (_, k) => k);
  const keys = pts.filter((k) => k % gop === 0);
  const has = (k: number) => held.includes(k);
  return planDecode({ n, direction, moving, index: { timeBase: [1, 25], pts, keys }, has, capacity: 200 });
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, k) => first + k);

describe('planDecode', () => {
  it('brings a reader who steps back, and waits, the pictures in the order that he needs them', () => {
    expect(plan(480, -1, [])).toEqual({ first: 433, last: 480, lastFirst: true });
    expect(plan(480, -1, from(470, 479))).toEqual({ first: 480, last: 480, lastFirst: true });
    // Beyond the key picture only with whole groups: everything else would be decoded for nothing.
    expect(plan(485, -1, [], { gop: 60 })).toEqual({ first: 480, last: 485, lastFirst: true });
    expect(plan(485, -1, [], { gop: 10 })).toEqual({ first: 440, last: 485, lastFirst: true });
    expect(plan(480, -1, from(476, 480))).toEqual({ first: 428, last: 475, lastFirst: true });
  });

  it('brings a jump back nothing but its picture first', () => {
    expect(plan(480, -1, [], { moving: false })).toEqual({ first: 480, last: 480 });
  });

  it('decodes the stretch before in the order of the stream while the reader has enough', () => {
    expect(plan(480, -1, from(440, 480))).toEqual({ first: 374, last: 439 });
    expect(plan(480, -1, from(440, 480), { gop: 10 })).toEqual({ first: 380, last: 439 });
    expect(plan(480, -1, from(300, 486))).toBe(null);
  });

  it('gets ready for a reader at rest to turn round before it looks far ahead', () => {
    const rest = { moving: false };
    expect(plan(400, 1, from(400, 406), rest)).toEqual({ first: 352, last: 399 });
    expect(plan(400, 1, from(352, 406), rest)).toEqual({ first: 407, last: 424 });
    expect(plan(400, 1, from(352, 424), rest)).toEqual({ first: 335, last: 351 });
    expect(plan(400, 1, from(335, 424), rest)).toEqual({ first: 425, last: 448 });
    expect(plan(400, 1, from(335, 520), rest)).toBe(null);
  });

  it('brings the picture and the next few forwards', () => {
    expect(plan(100, 1, [])).toEqual({ first: 100, last: 106 });
    expect(plan(598, 1, [])).toEqual({ first: 598, last: 599 });
  });
});
