import type { Speed } from './shuttle.ts';

/** Time that runs while pictures are played, in seconds since the recording's first picture. */
export interface RunClock {
  /** Begins at `seconds`, at `speed` times the recording's own pace; resolves once it runs. */
  start(seconds: number, speed: Speed): Promise<void>;
  seconds(): number;
  /** Goes on at another speed of the same kind: forwards stays forwards. */
  setSpeed(speed: Speed): void;
  /** Stands still while a picture is waited for. */
  hold(): void;
  /** Runs on after {@link hold}. */
  go(): void;
  /** Ends at the time of the picture that stays; it may be started again. */
  stop(seconds: number): void;
}

/** The machine's own time, for recordings without sound and for running backwards. */
export class TimerClock implements RunClock {
  readonly #now: () => number;
  #from = 0;
  #speed: Speed = 0;
  /** When it was at `#from`, in milliseconds; null while it stands. */
  #since: number | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  async start(seconds: number, speed: Speed): Promise<void> {
    this.#from = seconds;
    this.#speed = speed;
    this.#since = this.#now();
  }

  seconds(): number {
    return this.#since === null ? this.#from : this.#from + ((this.#now() - this.#since) / 1000) * this.#speed;
  }

  setSpeed(speed: Speed): void {
    this.#from = this.seconds();
    if (this.#since !== null) this.#since = this.#now();
    this.#speed = speed;
  }

  hold(): void {
    this.#from = this.seconds();
    this.#since = null;
  }

  go(): void {
    this.#since ??= this.#now();
  }

  stop(seconds: number): void {
    this.hold();
    this.#from = seconds;
  }
}
