import { describe, expect, it } from 'vitest';
import { planDecode } from '../../renderer/features/review/engine/decode-plan.ts';
import { FrameRing } from '../../renderer/features/review/engine/frame-ring.ts';

const FRAMES = 600;

/** A reader on his way at frame n of a recording with a key picture every `gop` frames; `held` are at hand. */
function plan(n: number, direction: 1 | -1, held: readonly number[], { gop = 250, moving = true } = {}) {
  const pts = Array.from({ length: FRAMES }, (_, k) => k);
  const keys = pts.filter((k) => k % gop === 0);
  const has = (k: number) => held.includes(k);
  return planDecode({ n, direction, moving, index: { timeBase: [1, 25], pts, keys }, has, capacity: 200 });
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, k) => first + k);

describe('planDecode for a reader on his way', () => {
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

describe('planDecode', () => {
  const index = {
    timeBase: [1, 25],
    pts: Array.from({ length: 500 }, (_, n) => n),
    keys: [0, 100, 200, 300, 400],
  } as const;
  const plan = (n: number, direction: 1 | -1, there: readonly number[], capacity = 90, moving = false) => {
    const set = new Set(there);
    return planDecode({ n, direction, index, capacity, moving, has: (m) => set.has(m) });
  };
  const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, k) => first + k);

  it('begins with the picture under the reader and the next few', () => {
    expect(plan(150, 1, [])).toEqual({ first: 150, last: 156 });
    expect(plan(150, -1, [])).toEqual({ first: 150, last: 150 });
    expect(plan(499, 1, [])).toEqual({ first: 499, last: 499 });
  });

  it('then takes those just before, of the same group, then goes ahead', () => {
    expect(plan(150, 1, range(150, 156))).toEqual({ first: 121, last: 149 });
    expect(plan(105, 1, range(105, 111))).toEqual({ first: 100, last: 104 });
    expect(plan(150, 1, range(121, 156))).toEqual({ first: 157, last: 174 });
  });

  it('looks less far ahead and not behind while the reader moves', () => {
    expect(plan(150, 1, range(150, 156), 210, true)).toEqual({ first: 157, last: 180 });
    expect(plan(150, 1, range(150, 210), 210, true)).toBeNull();
    expect(plan(150, 1, range(81, 174), 210)).toEqual({ first: 175, last: 198 });
  });

  it('does not ask for single pictures, except at the end', () => {
    expect(plan(150, 1, range(121, 205))).toBeNull();
    expect(plan(460, 1, range(425, 496))).toEqual({ first: 497, last: 499 });
    expect(plan(460, 1, range(425, 499))).toBeNull();
  });

  it('gets the group before ready when the reader stands at the start of one', () => {
    expect(plan(200, 1, range(200, 260))).toEqual({ first: 171, last: 199 });
    expect(plan(150, 1, range(121, 209))).toBeNull();
  });

  it('fills up behind when nothing else is to be done, and not for single pictures', () => {
    expect(plan(250, 1, range(230, 309), 210)).toEqual({ first: 202, last: 229 });
    expect(plan(250, 1, range(202, 370), 210)).toEqual({ first: 181, last: 201 });
    expect(plan(250, 1, range(187, 370), 210)).toBeNull();
  });

  it('never fetches behind what the ring would let go of again', () => {
    const picture = (n: number) => ({ n, width: 1, height: 1, close: () => undefined });
    const capacity = 60;
    const ring = new FrameRing<ReturnType<typeof picture>>(() => capacity, 3, 1);
    const reader = { n: 250, direction: 1 } as const;
    for (const n of range(260, 340)) ring.put(n, picture(n), 1, reader);
    for (let k = 0; k < 20; k++) {
      const next = planDecode({ ...reader, index, capacity, moving: false, has: (n) => ring.has(n) });
      if (next === null) return;
      for (const n of range(next.first, next.last)) ring.put(n, picture(n), 1, reader);
    }
    expect.fail('it plans for ever');
  });

  it('decodes a stretch at a time backwards, before the reader gets there', () => {
    expect(plan(150, -1, range(100, 160))).toBeNull();
    expect(plan(150, -1, [150])).toEqual({ first: 121, last: 149 });
    expect(plan(190, -1, range(161, 199))).toEqual({ first: 132, last: 160 });
    expect(plan(120, -1, range(104, 160))).toEqual({ first: 100, last: 103, lastFirst: true });
    expect(plan(3, -1, range(0, 20))).toBeNull();
  });

  it('never plans for more than can be kept', () => {
    const kept = range(150, 156);
    const before = plan(150, 1, kept, 24);
    expect(before).toEqual({ first: 143, last: 149 });
    expect(plan(150, 1, [...kept, ...range(143, 149)], 24)).toEqual({ first: 157, last: 165 });
  });
});
