interface Sample {
  readonly at: number;
  readonly bytes: number;
}

const WINDOW_MS = 3000;

/** Speed over the last three seconds of a transfer that reports how many bytes are done. */
export class TransferRate {
  readonly #samples: Sample[] = [];

  /** Takes a report. @param at milliseconds of a clock that never goes back */
  report(bytes: number, at: number): void {
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > WINDOW_MS) this.#samples.shift();
  }

  /** Bytes per second; null until two reports are at least 100 ms apart. */
  get perSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 100) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
