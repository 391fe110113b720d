import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimerClock } from '../../renderer/features/review/engine/run-clock.ts';
import { hasSoundAt, SoundClock, type SoundPlayer } from '../../renderer/features/review/engine/sound-clock.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** An audio element of ten seconds on the fake clock. */
class FakeSound extends EventTarget {
  duration = 10;
  error: MediaError | null = null;
  playbackRate = 1;
  paused = true;
  seekMs = 20;
  refuses = false;
  #from = 0;
  #since = 0;

  get currentTime(): number {
    const gone = this.paused ? 0 : ((performance.now() - this.#since) / 1000) * this.playbackRate;
    return Math.min(this.duration, this.#from + gone);
  }

  set currentTime(seconds: number) {
    this.#from = seconds;
    this.#since = performance.now();
    setTimeout(() => this.dispatchEvent(new Event('seeked')), this.seekMs);
  }

  get ended(): boolean {
    return this.currentTime >= this.duration;
  }

  async play(): Promise<void> {
    if (this.refuses) throw new Error('not allowed');
    this.#since = performance.now();
    this.paused = false;
  }

  pause(): void {
    this.#from = this.currentTime;
    this.paused = true;
  }
}

const clockOn = (sound: FakeSound) => new SoundClock(sound as unknown as SoundPlayer);

async function started(sound: FakeSound, seconds: number, speed: number) {
  const clock = clockOn(sound);
  const start = clock.start(seconds, speed);
  await vi.advanceTimersByTimeAsync(2000);
  await start;
  return clock;
}

describe('SoundClock', () => {
  it('goes by the sound, at its speed', async () => {
    const sound = new FakeSound();
    const clock = await started(sound, 3, 2);
    expect(sound.paused).toBe(false);
    expect(clock.seconds()).toBe(sound.currentTime);
    const before = clock.seconds();
    await vi.advanceTimersByTimeAsync(500);
    expect(clock.seconds() - before).toBeCloseTo(1, 2);
    clock.setSpeed(1);
    expect(sound.playbackRate).toBe(1);
  });

  it('stands still with the sound and goes on with it', async () => {
    const sound = new FakeSound();
    const clock = await started(sound, 1, 1);
    clock.hold();
    const held = clock.seconds();
    await vi.advanceTimersByTimeAsync(700);
    expect(clock.seconds()).toBe(held);
    clock.go();
    await vi.advanceTimersByTimeAsync(300);
    expect(clock.seconds()).toBeCloseTo(held + 0.3, 2);
    clock.stop(clock.seconds() - 0.03);
    expect(sound.paused).toBe(true);
  });

  it('stands where the picture stands, where that came late', async () => {
    const sound = new FakeSound();
    const clock = await started(sound, 1, 1);
    const at = clock.seconds();
    clock.stop(at - 0.03);
    expect(sound.currentTime).toBe(at);
    clock.stop(at - 0.2);
    expect(sound.currentTime).toBe(at - 0.2);
  });

  it.each([
    ['backwards', 5, -1],
    ['above double speed', 5, 4],
    ['in slow motion', 5, 0.5],
    ['after the sound has ended', 12, 1],
  ])('goes by the machine’s time %s', async (_when, seconds, speed) => {
    const sound = new FakeSound();
    const clock = await started(sound, seconds, speed);
    expect(sound.paused).toBe(true);
    expect(clock.seconds()).toBeCloseTo(seconds + 2 * speed, 2);
  });

  it.each<[string, Partial<FakeSound>]>([
    ['refuses to play', { refuses: true }],
    ['is broken', { error: { code: 4 } as MediaError }],
    ['never finds the place', { seekMs: 60_000 }],
  ])('runs without a sound that %s', async (_what, fault) => {
    const sound = Object.assign(new FakeSound(), fault);
    const clock = await started(sound, 4, 1);
    expect(sound.paused).toBe(true);
    const before = clock.seconds();
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.seconds() - before).toBeCloseTo(1, 2);
  });

  it('goes on after the sound’s end', async () => {
    const sound = new FakeSound();
    const clock = await started(sound, 9, 1);
    expect(clock.seconds()).toBeCloseTo(10, 2);
    await vi.advanceTimersByTimeAsync(1500);
    expect(clock.seconds()).toBeCloseTo(11.5, 1);
  });

  it('is not heard when it was stopped before it had begun', async () => {
    const sound = new FakeSound();
    const clock = clockOn(sound);
    void clock.start(5, 1);
    clock.stop(5);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sound.paused).toBe(true);
  });

  it('knows at which speeds there is something to hear', () => {
    expect([-1, 0.5, 0.98, 1, 2, 2.04, 4].map(hasSoundAt)).toEqual([false, false, true, true, true, true, false]);
  });
});

describe('TimerClock', () => {
  it('runs, holds, changes its speed and stops where it is', async () => {
    const clock = new TimerClock();
    await clock.start(5, -2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.seconds()).toBeCloseTo(3);
    clock.hold();
    await vi.advanceTimersByTimeAsync(1000);
    clock.setSpeed(-1);
    clock.go();
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.seconds()).toBeCloseTo(2);
    clock.stop(1.96);
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.seconds()).toBeCloseTo(1.96);
  });
});
