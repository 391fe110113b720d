import { type RunClock, TimerClock } from './run-clock.ts';
import { audibleAt, isSlow, type Speed } from './shuttle.ts';

/** A player that seeks or starts later than this is not waited for: the pictures run without it. */
const PATIENCE_MS = 1500;
/** Near enough to begin where the player stands; a seek costs more than it mends. */
const NEAR_S = 0.01;
/** What lies within the time of one picture is not apart. */
const APART_S = 0.05;

/** What is used of an HTMLAudioElement. */
export type SoundPlayer = Pick<
  HTMLAudioElement,
  'currentTime' | 'duration' | 'ended' | 'error' | 'paused' | 'playbackRate' | 'play' | 'pause' | 'addEventListener'
>;

/** How fast sound can be listened to; faster or slower, or backwards, pictures run without it. */
export const hasSoundAt = (speed: Speed): boolean => !isSlow(speed) && audibleAt(speed) && speed > 0;

/**
 * The sound is the master: pictures follow what is heard, as the ear notices a jump and the eye does not. Its time 0 is
 * the first picture's. Where there is no sound (it ended, cannot be played, comes too late) the machine's time goes on.
 */
export class SoundClock implements RunClock {
  readonly #sound: SoundPlayer;
  readonly #timer: TimerClock;
  readonly #patienceMs: number;
  #bySound = false;
  #speed: Speed = 1;
  #run = 0;

  constructor(sound: SoundPlayer, timer = new TimerClock(), patienceMs = PATIENCE_MS) {
    this.#sound = sound;
    this.#timer = timer;
    this.#patienceMs = patienceMs;
  }

  async start(seconds: number, speed: Speed): Promise<void> {
    const run = ++this.#run;
    this.#speed = speed;
    this.#bySound = false;
    const playing = hasSoundAt(speed) && (await this.#play(run, seconds, speed));
    if (run !== this.#run) return;
    this.#bySound = playing;
    if (!playing) {
      this.#sound.pause();
      await this.#timer.start(seconds, speed);
    }
  }

  seconds(): number {
    if (this.#bySound && (this.#sound.ended || this.#sound.error !== null)) {
      // The recording may go on after its sound.
      this.#bySound = false;
      void this.#timer.start(this.#sound.currentTime, this.#speed);
    }
    return this.#bySound ? this.#sound.currentTime : this.#timer.seconds();
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    if (this.#bySound) this.#sound.playbackRate = speed;
    else this.#timer.setSpeed(speed);
  }

  hold(): void {
    if (this.#bySound) this.#sound.pause();
    else this.#timer.hold();
  }

  go(): void {
    if (!this.#bySound) {
      this.#timer.go();
      return;
    }
    const run = this.#run;
    this.#sound.play().catch(() => {
      if (run !== this.#run) return;
      this.#bySound = false;
      void this.#timer.start(this.#sound.currentTime, this.#speed);
    });
  }

  stop(seconds: number): void {
    this.#run++;
    this.#sound.pause();
    this.#timer.stop(seconds);
    // A page that was busy may have shown its last picture late: the sound stands where the picture does.
    if (this.#bySound && Math.abs(this.#sound.currentTime - seconds) > APART_S) this.#sound.currentTime = seconds;
  }

  /** False when the sound does not play from there in time. */
  async #play(run: number, seconds: number, speed: Speed): Promise<boolean> {
    const sound = this.#sound;
    if (sound.error !== null || (Number.isFinite(sound.duration) && seconds >= sound.duration)) return false;
    let late = false;
    const begin = async () => {
      if (Math.abs(sound.currentTime - seconds) > NEAR_S) await this.#seek(seconds);
      // Stopped, or given up for being late: then it must not be heard any more.
      if (run !== this.#run || late) return false;
      sound.playbackRate = speed;
      await sound.play();
      return !late;
    };
    const patience = new Promise<boolean>((resolve) => {
      setTimeout(() => {
        late = true;
        resolve(false);
      }, this.#patienceMs);
    });
    return Promise.race([begin().catch(() => false), patience]);
  }

  #seek(seconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const sound = this.#sound;
      const control = new AbortController();
      const { signal } = control;
      const end = (done: () => void) => () => {
        control.abort();
        done();
      };
      sound.addEventListener('seeked', end(resolve), { signal });
      sound.addEventListener(
        'error',
        end(() => reject(new Error('the sound cannot be played'))),
        { signal },
      );
      sound.currentTime = seconds;
    });
  }
}
