/** Steps a held key makes in a second: fast enough to follow a movement, slow enough to see every picture. */
const PER_SECOND = 30;
/** After a longer wait than this for a picture the lost steps are not made up for. */
const FORGIVE_MS = 100;

interface Surroundings {
  /** Calls back before the next refresh of the screen; the result takes it back. */
  readonly beforeRefresh: (run: (now: number) => void) => () => void;
}

const SCREEN: Surroundings = {
  beforeRefresh: (run) => {
    const id = requestAnimationFrame(run);
    return () => cancelAnimationFrame(id);
  },
};

/**
 * Steps for as long as a key is held, evenly and at its own pace, not at the keyboard's. The next step is made only when
 * `ready` says that the picture of the one before is on screen: no picture is ever passed over.
 */
export class HeldSteps {
  readonly #ready: () => boolean;
  readonly #surroundings: Surroundings;
  #step: (() => void) | null = null;
  #due = 0;
  #cancel: () => void = () => undefined;

  constructor(ready: () => boolean, surroundings: Surroundings = SCREEN) {
    this.#ready = ready;
    this.#surroundings = surroundings;
  }

  /** The key is held: from now on, or still. */
  hold(step: () => void): void {
    const before = this.#step;
    this.#step = step;
    if (before === null) {
      this.#due = 0;
      this.#wait();
    }
  }

  release(): void {
    this.#step = null;
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#surroundings.beforeRefresh((now) => {
      if (this.#step === null) return;
      if (this.#due === 0) this.#due = now;
      // A refresh may come a little early: the one nearest to the time is meant.
      if (now >= this.#due - 4 && this.#ready()) {
        this.#due = Math.max(this.#due + 1000 / PER_SECOND, now - FORGIVE_MS);
        this.#step();
      }
      this.#wait();
    });
  }
}
