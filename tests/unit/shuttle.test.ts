import { describe, expect, it } from 'vitest';
import { type ShuttleKey, shuttle, speedText, strideOf } from '../../renderer/features/review/engine/shuttle.ts';

const press = (...keys: ShuttleKey[]) => keys.reduce(shuttle, 0);

describe('shuttle', () => {
  it('climbs with repeated presses and stops climbing at 8', () => {
    expect(press('forward')).toBe(1);
    expect(press('forward', 'forward', 'forward')).toBe(4);
    expect(press('forward', 'forward', 'forward', 'forward', 'forward')).toBe(8);
    expect(press('back', 'back')).toBe(-2);
  });

  it('starts at normal speed when the direction changes', () => {
    expect(press('forward', 'forward', 'back')).toBe(-1);
    expect(press('back', 'back', 'back', 'forward')).toBe(1);
  });

  it('leaves slow motion for normal speed', () => {
    expect(shuttle(0.25, 'forward')).toBe(1);
    expect(shuttle(-0.5, 'back')).toBe(-1);
  });

  it('stops with K and toggles with Space', () => {
    expect(press('forward', 'forward', 'stop')).toBe(0);
    expect(press('toggle')).toBe(1);
    expect(press('back', 'toggle')).toBe(0);
  });

  it('shows every picture up to normal speed', () => {
    expect([0.1, 0.5, 1, -1].map(strideOf)).toEqual([1, 1, 1, 1]);
    expect([2, -4, 8].map(strideOf)).toEqual([2, 4, 8]);
  });

  it('writes speeds with a real minus sign', () => {
    expect([1, -4, 0.25, 0, 1.84].map(speedText)).toEqual(['1×', '−4×', '0.25×', '0×', '1.8×']);
  });
});
