import { drawPicture, type PixelSize } from './draw-picture.ts';
import type { DrawingReply } from './drawing-messages.ts';
import type { DrawingPort } from './open-drawing-worker.ts';
import type { StagePicture } from './picture-desk.ts';

/** A picture that is to be made ready for a certain size on the screen, is being made ready, or is. */
interface Drawing {
  readonly id: number;
  readonly picture: StagePicture;
  readonly full: PixelSize;
  readonly shown: PixelSize;
  state: 'waiting' | 'asked' | 'failed' | VideoFrame;
  /** Told once it is ready or has failed. */
  readonly listeners: (() => void)[];
}

/** Bytes that the small pictures of one stage may take, at three a pixel at most. */
const SMALL_BYTES = 48 << 20;
/** Drawing that takes the page longer than this is the worker's. With a graphics processor it takes less. */
const SLOW_MS = 5;
/** As often on end: once, a graphics processor that is just starting takes longer, too. */
const SLOW_DRAWS = 3;
/** The worker hands each picture to other threads and waits for them most of the time. */
const AT_ONCE = 3;
/** A worker that does not answer in time is not waited for. */
const PATIENCE_MS = 150;

/**
 * Has pictures made small in a worker where drawing them takes long: without a graphics processor, turning the planes of
 * full HD into RGB takes most of a step's time. Those of the next steps are ready before the steps are made.
 */
export class DrawAhead {
  readonly #connect: (onReply: (reply: DrawingReply | null) => void) => DrawingPort;
  #port: DrawingPort | null = null;
  /** The most urgent first. */
  #drawings: Drawing[] = [];
  #count = 0;
  /** Drawings by the page itself that took long, on end. */
  #slowDraws = 0;
  #broken = false;

  constructor(connect: (onReply: (reply: DrawingReply | null) => void) => DrawingPort) {
    this.#connect = connect;
  }

  /** Makes them ready, the most likely one first and as many as there is room for. All others are forgotten. */
  prepare(pictures: readonly StagePicture[], full: PixelSize, shown: PixelSize): void {
    if (!this.#worth) return;
    const most = Math.max(2, Math.floor(SMALL_BYTES / Math.max(1, 3 * shown.width * shown.height)));
    const wanted = pictures
      .filter(isDecoded)
      .slice(0, most)
      .map((picture) => this.#find(picture, shown) ?? this.#begin(picture, full, shown));
    for (const drawing of this.#drawings) if (!wanted.includes(drawing)) forget(drawing);
    this.#drawings = wanted;
    this.#next();
  }

  /**
   * Null when {@link DrawAhead.draw} can be called at once: the picture is ready, or the page is as quick. Else resolves
   * when it can be.
   */
  wait(picture: StagePicture, full: PixelSize, shown: PixelSize): Promise<void> | null {
    if (!this.#worth || !isDecoded(picture)) return null;
    const known = this.#find(picture, shown);
    if (known && known.state !== 'waiting' && known.state !== 'asked') return null;
    const drawing = known ?? this.#begin(picture, full, shown);
    this.#drawings = [drawing, ...this.#drawings.filter((each) => each !== drawing)];
    this.#next();
    return new Promise((resolve) => {
      drawing.listeners.push(resolve);
      setTimeout(resolve, PATIENCE_MS);
    });
  }

  /** Draws the picture; the small one where it is ready. */
  draw(canvas: HTMLCanvasElement, picture: StagePicture, full: PixelSize, shown: PixelSize): void {
    const image = this.#find(picture, shown)?.state;
    if (image instanceof VideoFrame) {
      const { displayWidth: width, displayHeight: height } = image;
      drawPicture(canvas, { image, turn: 0, width, height }, full, shown);
      return;
    }
    const started = performance.now();
    drawPicture(canvas, picture, full, shown);
    const slow = performance.now() - started > SLOW_MS;
    if (isDecoded(picture)) this.#slowDraws = slow ? this.#slowDraws + 1 : 0;
  }

  stop(): void {
    this.#port?.close();
    this.#port = null;
    for (const drawing of this.#drawings) forget(drawing);
    this.#drawings = [];
  }

  get #worth(): boolean {
    return this.#slowDraws >= SLOW_DRAWS && !this.#broken;
  }

  #find(picture: StagePicture, shown: PixelSize): Drawing | undefined {
    return this.#drawings.find((each) => each.picture === picture && sameSize(each.shown, shown));
  }

  #begin(picture: StagePicture, full: PixelSize, shown: PixelSize): Drawing {
    return { id: ++this.#count, picture, full, shown, state: 'waiting', listeners: [] };
  }

  /** Few at a time: what is wanted most may have changed by the time the next one begins. */
  #next(): void {
    if (this.#drawings.filter(({ state }) => state === 'asked').length >= AT_ONCE) return;
    const drawing = this.#drawings.find(({ state }) => state === 'waiting');
    if (drawing === undefined) return;
    const frame = lend(drawing.picture);
    if (frame === null) {
      settle(drawing, 'failed');
      this.#next();
      return;
    }
    const { id, picture, full, shown } = drawing;
    drawing.state = 'asked';
    this.#port ??= this.#connect((reply) => this.#hear(reply));
    this.#port.post({ id, frame, turn: picture.turn, full, shown });
    this.#next();
  }

  /** Null: the worker broke down. */
  #hear(reply: DrawingReply | null): void {
    if (reply === null) {
      this.#broken = true;
      for (const drawing of this.#drawings) settle(drawing, 'failed');
      return;
    }
    const drawing = this.#drawings.find(({ id }) => id === reply.id);
    if (drawing) settle(drawing, reply.drawing ?? 'failed');
    else reply.drawing?.close();
    this.#next();
  }
}

const isDecoded = ({ image }: StagePicture): boolean => image instanceof VideoFrame;

const sameSize = (a: PixelSize, b: PixelSize): boolean => a.width === b.width && a.height === b.height;

function settle(drawing: Drawing, state: Drawing['state']): void {
  drawing.state = state;
  for (const told of drawing.listeners.splice(0)) told();
}

function forget(drawing: Drawing): void {
  if (drawing.state instanceof VideoFrame) drawing.state.close();
  settle(drawing, 'failed');
}

/** The same planes once more, for the worker to close; null when the picture was given back in the meantime. */
function lend({ image }: StagePicture): VideoFrame | null {
  try {
    return image instanceof VideoFrame ? image.clone() : null;
  } catch {
    return null;
  }
}
