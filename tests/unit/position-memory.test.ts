import { beforeEach, expect, test } from 'vitest';
import { rememberedFrame, rememberPosition } from '../../renderer/features/review/position-memory.ts';

const kept = new Map<string, string>();
const store = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
beforeEach(() => kept.clear());

test('a reload before the address has followed comes back to the frame that was shown', () => {
  rememberPosition(store, { evidenceId: 'ev-1', addresses: [null, 40], frame: 54 });
  expect(rememberedFrame(store, 'ev-1', 40)).toBe(54);
  rememberPosition(store, { evidenceId: 'ev-1', addresses: [null], frame: 3 });
  expect(rememberedFrame(store, 'ev-1', null)).toBe(3);
});

test('an address that was chosen since counts, and so does one of another recording', () => {
  rememberPosition(store, { evidenceId: 'ev-1', addresses: [54], frame: 54 });
  expect(rememberedFrame(store, 'ev-1', 40)).toBe(40);
  expect(rememberedFrame(store, 'ev-2', 54)).toBe(54);
  expect(rememberedFrame(store, 'ev-2', null)).toBeNull();
});

test('what cannot be read is as if nothing had been remembered', () => {
  expect(rememberedFrame(store, 'ev-1', 7)).toBe(7);
  for (const text of ['', '{', 'null', '[]', '{"evidenceId":"ev-1","addresses":[7],"frame":"x"}']) {
    kept.set('aigaq.position', text);
    expect(rememberedFrame(store, 'ev-1', 7)).toBe(7);
  }
});
