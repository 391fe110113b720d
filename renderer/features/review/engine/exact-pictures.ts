import type { FrameList } from '../../../../shared/frames.ts';
import { planDecode } from './decode-plan.ts';
import { bytesOf, stagePicture } from './decoded-picture.ts';
import { LONG } from './first-picture.ts';
import type { FrameReply } from './frame-messages.ts';
import { FrameRing } from './frame-ring.ts';
import type { FramePort } from './open-frame-worker.ts';
import { PICTURE_BYTES } from './picture-budget.ts';
import type { PictureDesk, StagePicture, Turn } from './picture-desk.ts';
import { PictureWaiters, type Waiter } from './picture-waiters.ts';
import { ReaderMotion } from './reader-motion.ts';
import { SourceFailure } from './source-picture.ts';

export interface ExactPicturesOptions {
  /** Where the original is, and the MD5s of its pictures. */
  readonly original: string;
  readonly prints: string;
  readonly index: FrameList;
  readonly turn: Turn;
  /** What a decoded picture takes, as far as it is known before the first. */
  readonly bytesEach: number;
  /** The core's own pictures. This desk closes it. */
  readonly core: PictureDesk;
  /** Starts the worker; its replies go to the function it is given. */
  readonly connect: (onReply: (reply: FrameReply) => void) => FramePort;
  /** Tells that the browser's decoder has been given up. */
  readonly onFailure: (failure: SourceFailure) => void;
}

/** What the worker decodes, and for whom. */
interface Job {
  readonly run: number;
  readonly direction: 1 | -1;
  readonly lastFirst: boolean;
  /** Slowed down, because nobody waits for it. */
  readonly paced: boolean;
  /** What is still to come. */
  first: number;
  last: number;
}

const desks = new Set<object>();
const LEAST_KEPT = 24;
/** After so long the core is asked as well: a decoder that hangs must not keep the reader waiting. */
const PATIENCE_MS = 2500;
/** Where the core fails, the decoder has so long. */
const MOST_PATIENCE_MS = 10_000;

/**
 * A held key makes thirty steps a second, and what it needs must come a little faster; backwards much faster, because the
 * way from the key picture comes first.
 */
const PACE_MS = { 1: 24, [-1]: 12 } as const;

/**
 * The recording's own pictures. The browser's decoder gives them where it can be proven; for every other one, and for
 * all once it has failed, the core's proven picture takes the place. Unproven pictures are given only as long as there
 * is nothing to prove them by, and say so.
 */
export class ExactPictures implements PictureDesk {
  readonly #options: ExactPicturesOptions;
  readonly #ring: FrameRing<StagePicture>;
  /** Opened with the first wish, and anew with the first one after closing. */
  #port: FramePort | null = null;
  readonly #waiting = new PictureWaiters();
  /** Frames whose picture came out of the decoder and was not the index's. */
  readonly #unproven = new Set<number>();
  readonly #provisional: boolean;
  readonly #motion = new ReaderMotion(() => this.#advance());
  #job: Job | null = null;
  /** Nobody looks at these pictures for the time being. */
  #idle = false;
  #runs = 0;
  /** Reading a long recording's table would keep the core from giving the first picture: it has to wait for that. */
  #mayOpen: boolean;
  #failure: SourceFailure | null = null;

  constructor(options: ExactPicturesOptions) {
    this.#options = options;
    this.#provisional = options.index.source === 'container';
    this.#mayOpen = options.index.pts.length < LONG;
    this.#ring = new FrameRing(() => PICTURE_BYTES / Math.max(1, desks.size), LEAST_KEPT, options.bytesEach);
  }

  peek(n: number, width: number | null): StagePicture | null {
    return this.#ring.get(n) ?? this.#options.core.peek(n, width);
  }

  /** Whatever picture is nearest to n, for showing at once that something moves. */
  nearest(n: number): StagePicture | null {
    return this.#ring.nearest(n)?.picture ?? null;
  }

  want(n: number, width: number | null, near: readonly number[] = []): Promise<StagePicture> {
    this.#motion.moveTo(n);
    this.#idle = false;
    const there = this.#ring.get(n);
    this.#waiting.giveUp((each) => each !== n && !near.includes(each));
    if (there === null && this.#byCore(n)) return this.#options.core.want(n, width, near);
    const ready = there ? Promise.resolve(there) : this.#wait(n, width, near);
    this.#advance();
    return ready;
  }

  /** Of the browser's pictures the nearest are always got ready; the core has to be asked. */
  async preload(numbers: readonly number[], width: number | null, isCurrent: () => boolean): Promise<void> {
    const rest = numbers.filter((n) => this.#byCore(n) && !this.#ring.has(n));
    if (rest.length > 0) await this.#options.core.preload(rest, width, isCurrent);
  }

  /** Decodes nothing more until the next wish: while a player runs, it needs the processor. */
  rest(): void {
    this.#idle = true;
    if (this.#job === null) return;
    this.#job = null;
    this.#port?.post({ type: 'stop' });
  }

  close(): void {
    desks.delete(this);
    this.#motion.stop();
    this.#port?.close();
    this.#port = null;
    this.#job = null;
    this.#waiting.giveUp(() => true);
    this.#ring.clear();
    this.#options.core.close();
  }

  #open(): FramePort {
    const { connect, original, prints, index, turn } = this.#options;
    const port = connect((reply) => {
      if (port === this.#port) this.#hear(reply);
      else if (reply.type === 'picture') reply.frame.close();
    });
    desks.add(this);
    const { pts, keys, timeBase } = index;
    port.post({
      type: 'open',
      url: original,
      prints: this.#provisional ? null : prints,
      index: { pts, keys, timeBase },
      turn,
    });
    return port;
  }

  #byCore(n: number): boolean {
    return this.#failure !== null || this.#unproven.has(n);
  }

  #wait(n: number, width: number | null, near: readonly number[]): Promise<StagePicture> {
    const { waiter, picture } = this.#waiting.add(n, width, near);
    if (this.#mayOpen) setTimeout(() => this.#waiting.has(n, waiter) && this.#askCore(n, waiter), PATIENCE_MS);
    else this.#askCore(n, waiter);
    return picture;
  }

  #askCore(n: number, waiter: Waiter): void {
    this.#options.core
      .want(n, waiter.width, waiter.near)
      .then(waiter.resolve, (error: unknown) => this.#coreFailed(n, waiter, error))
      .finally(() => this.#openNow());
  }

  /** The browser's decoder may still bring what the core could not. */
  #coreFailed(n: number, waiter: Waiter, error: unknown): void {
    if (this.#byCore(n) || !this.#waiting.has(n, waiter)) waiter.reject(error);
    else setTimeout(() => waiter.reject(error), MOST_PATIENCE_MS);
  }

  #openNow(): void {
    if (this.#mayOpen) return;
    this.#mayOpen = true;
    this.#advance();
  }

  /** Starts what is useful next, unless what is under way serves as well. */
  #advance(): void {
    if (this.#idle || !this.#mayOpen || this.#failure !== null || this.#serves(this.#job)) return;
    const { index } = this.#options;
    const range = planDecode({
      ...this.#motion.reader,
      index,
      has: (m) => this.#has(m),
      capacity: this.#ring.capacity,
    });
    if (range === null) return;
    const { n, direction, moving } = this.#motion.reader;
    const paced = moving && this.#has(n);
    const { first, last, lastFirst = false } = range;
    const run = ++this.#runs;
    this.#job = { run, direction: last < n ? -1 : direction, first, last, lastFirst, paced };
    this.#port ??= this.#open();
    this.#port.post({ type: 'decode', run, first, last, lastFirst, pace: paced ? PACE_MS[direction] : 0 });
  }

  #has(n: number): boolean {
    return this.#ring.has(n) || this.#unproven.has(n);
  }

  /** True while it brings the picture that is waited for, or goes the reader's way when none is. */
  #serves(job: Job | null): boolean {
    if (job === null) return false;
    const { n, direction } = this.#motion.reader;
    if (!this.#has(n)) return job.first <= n && n <= job.last && !job.paced;
    const near = job.first <= n + this.#ring.capacity && job.last >= n - this.#ring.capacity;
    return near && job.direction === direction;
  }

  #hear(reply: FrameReply): void {
    if (reply.type === 'failed') {
      this.#fail(new SourceFailure(reply.reason, reply.message));
      return;
    }
    const current = reply.run === this.#job?.run;
    if (reply.type === 'picture') {
      if (this.#job?.lastFirst && current) this.#job.last = reply.n - 1;
      else if (this.#job && current) this.#job.first = reply.n + 1;
      this.#arrived(reply);
      return;
    }
    if (!current) return;
    this.#job = null;
    this.#advance();
  }

  #arrived({ n, frame, proven }: Extract<FrameReply, { type: 'picture' }>): void {
    const waiters = this.#waiting.take(n);
    if (!proven && !this.#provisional) {
      frame.close();
      this.#unproven.add(n);
      for (const waiter of waiters) this.#askCore(n, waiter);
      return;
    }
    const picture = stagePicture(n, frame, proven, this.#options.turn);
    this.#ring.put(n, picture, bytesOf(frame), this.#motion.reader);
    for (const { resolve } of waiters) resolve(picture);
  }

  #fail(failure: SourceFailure): void {
    this.#failure = failure;
    this.#job = null;
    this.#port?.close();
    this.#port = null;
    // What it proved before stays; all else is the core's from now on.
    for (const n of this.#waiting.numbers()) for (const waiter of this.#waiting.take(n)) this.#askCore(n, waiter);
    this.#options.onFailure(failure);
  }
}
