import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { addRun, boundRuns, type FrameRun, parseRuns, runsText } from './coverage-ranges.ts';

/** The part of `localStorage` that is needed; tests pass a Map in its place. */
export interface CoverageStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

type Times = Pick<FrameIndex, 'pts' | 'timeBase'>;

/** Faster than this nobody has watched; it was only passed through. */
const FASTEST = 2;
/** Pictures of one run further apart than this were not shown one after the other. */
const TOGETHER_SECONDS = 1;
/** About ten kilobytes at most for one recording. */
const MOST_RUNS = 1000;
/** What is shown of it while a recording runs changes this often at most. */
const TELL_MS = 250;
const SAVE_MS = 2000;

const NONE: readonly FrameRun[] = [];

/** Which frames one person has watched in one recording, kept on this machine. Nothing of it is evidence. */
export class CoverageStore {
  readonly #storage: CoverageStorage;
  readonly #key: string;
  #index: Times;
  readonly #listeners = new Set<() => void>();
  #runs: readonly FrameRun[];
  #told: readonly FrameRun[];
  #cleared: readonly FrameRun[] = NONE;
  #before: { readonly n: number; readonly speed: number } | null = null;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(storage: CoverageStorage, key: string, index: Times) {
    this.#storage = storage;
    this.#key = key;
    this.#index = index;
    this.#runs = parseRuns(storage.getItem(key) ?? '', index.pts.length);
    this.#told = this.#runs;
  }

  /** Frame n was on screen at this speed; 0 for a step or a still picture. */
  saw(n: number, speed: number): void {
    const before = this.#before;
    this.#before = { n, speed };
    if (Math.abs(speed) > FASTEST) return;
    const together = before !== null && speed !== 0 && before.speed === speed && this.#near(before.n, n);
    const from = together ? before.n : n;
    this.#take(addRun(this.#runs, Math.min(from, n), Math.max(from, n)));
  }

  /** The list of frames was replaced by that of the decoder: what lies beyond its end is forgotten. */
  renew(index: Times): void {
    if (index === this.#index) return;
    this.#index = index;
    this.#before = null;
    this.#take(parseRuns(runsText(this.#runs), index.pts.length), 0);
  }

  /** Runs for showing, a quarter of a second old at most. */
  runs = (): readonly FrameRun[] => this.#told;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Forgets everything; until this store is gone it can be brought back. */
  clear(): void {
    this.#cleared = this.#runs;
    this.#before = null;
    this.#take(NONE, 0);
  }

  get canRestore(): boolean {
    return this.#cleared.length > 0;
  }

  restore(): void {
    let runs = this.#runs;
    for (const [first, last] of this.#cleared) runs = addRun(runs, first, last);
    this.#cleared = NONE;
    this.#take(runs, 0);
  }

  /** Writes at once what is waiting to be written. False when this machine had no room for it. */
  save(): boolean {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    try {
      if (this.#runs.length === 0) this.#storage.removeItem(this.#key);
      else this.#storage.setItem(this.#key, runsText(boundRuns(this.#runs, MOST_RUNS)));
      return true;
    } catch {
      // A full storage loses a convenience, not evidence; what was watched in this session is still shown.
      return false;
    }
  }

  close(): void {
    clearTimeout(this.#telling);
    if (this.#saving !== undefined) this.save();
  }

  #near(a: number, b: number): boolean {
    const { pts, timeBase } = this.#index;
    return Math.abs(ptsToSeconds((pts[b] ?? 0) - (pts[a] ?? 0), timeBase)) <= TOGETHER_SECONDS;
  }

  #take(runs: readonly FrameRun[], wait = TELL_MS): void {
    if (runs === this.#runs) return;
    this.#runs = boundRuns(runs, 2 * MOST_RUNS);
    if (wait === 0) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), wait);
    this.#saving ??= setTimeout(() => this.save(), SAVE_MS);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#told = this.#runs;
    for (const listener of [...this.#listeners]) listener();
  }
}
