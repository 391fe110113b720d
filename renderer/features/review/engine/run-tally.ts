/** How a run really goes. */
export interface RunReport {
  /** Seconds of recording per second of watching over the last moments; null until it can be told. */
  readonly rate: number | null;
  /** Every so many pictures one was shown, over the last moments; 1 when all of them were. */
  readonly every: number;
  /** Pictures passed over since the run began. */
  readonly leftOut: number;
}

const WINDOW_MS = 1500;
/** Shorter stretches say nothing. */
const LEAST_MS = 300;
/** Nobody reads figures that change faster. */
const EVERY_MS = 200;

interface Shown {
  readonly at: number;
  readonly seconds: number;
  readonly step: number;
}

/** Counts what a run shows and tells its true speed. */
export class Tally {
  readonly #now: () => number;
  readonly #onReport: (report: RunReport) => void;
  readonly #shown: Shown[] = [];
  #leftOut = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number, onReport: (report: RunReport) => void) {
    this.#now = now;
    this.#onReport = onReport;
  }

  /** A picture of that time of the recording was shown, `step` frames on from the one before. */
  shown(seconds: number, step: number): void {
    const at = this.#now();
    this.#shown.push({ at, seconds, step });
    this.#leftOut += step - 1;
    while (this.#shown.length > 2 && at - (this.#shown[0]?.at ?? at) > WINDOW_MS) this.#shown.shift();
    if (at - this.#toldAt < EVERY_MS) return;
    const report = this.#report(at, seconds);
    if (report.rate !== null) this.#toldAt = at;
    this.#onReport(report);
  }

  #report(at: number, seconds: number): RunReport {
    const start = this.#shown[0];
    const long = start !== undefined && at - start.at >= LEAST_MS;
    const steps = this.#shown.reduce((sum, { step }) => sum + step, 0);
    return {
      rate: long ? (Math.abs(seconds - start.seconds) * 1000) / (at - start.at) : null,
      every: steps / this.#shown.length,
      leftOut: this.#leftOut,
    };
  }
}
