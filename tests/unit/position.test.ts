import { describe, expect, it, vi } from 'vitest';
import { Position } from '../../renderer/features/review/position.ts';

const listOf = (count: number) => ({
  timeBase: [1, 25] as const,
  pts: Array.from({ length: count }, (_, n) => n),
  keys: [0],
});

describe('Position', () => {
  it('goes to a frame, keeps inside the recording and tells which way it went', () => {
    const position = new Position(listOf(100), 40);
    expect([position.n, position.direction]).toEqual([40, 1]);
    position.goTo(39);
    expect([position.n, position.direction]).toEqual([39, -1]);
    position.goTo(1000);
    expect([position.n, position.direction]).toEqual([99, 1]);
    position.goTo(-5);
    expect([position.n, position.direction]).toEqual([0, -1]);
  });

  it('begins inside the recording, whatever an address said', () => {
    expect(new Position(listOf(10), 25).n).toBe(9);
    expect(new Position(listOf(0), 3).n).toBe(0);
  });

  it('tells a change once, and nothing when it stays', () => {
    const position = new Position(listOf(10));
    const heard = vi.fn();
    const leave = position.subscribe(heard);
    position.goTo(0);
    expect(heard).not.toHaveBeenCalled();
    position.goTo(4);
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
    position.goTo(5);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('counts in the new list after a renewal, and tells it also where the number is the same', () => {
    const position = new Position(listOf(10), 4);
    const heard = vi.fn();
    position.subscribe(heard);
    const longer = listOf(20);
    position.renew(longer, 4);
    expect(position.index).toBe(longer);
    expect(heard).toHaveBeenCalledTimes(1);
    position.goTo(15);
    expect(position.n).toBe(15);
    position.renew(listOf(3), 15);
    expect(position.n).toBe(2);
  });
});
