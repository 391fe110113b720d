import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Position } from '../position.ts';
import { DrawAhead } from './draw-ahead.ts';
import type { PixelSize } from './draw-picture.ts';
import type { ExactPictures } from './exact-pictures.ts';
import { openDrawingWorker } from './open-drawing-worker.ts';
import type { PictureProof, StagePicture } from './picture-desk.ts';
import { neighbours } from './picture-loader.ts';
import { nearerPreview, type Preview } from './preview-picture.ts';

/** What the canvas holds. */
export interface StageState {
  /** Number of the frame; null before the first, and while the canvas holds a preview. */
  readonly drawn: number | null;
  /** What stands behind the drawn picture. */
  readonly proof: PictureProof | null;
  /** The frame that stands in while the right one is on its way; null when none does. */
  readonly preview: number | null;
  /** Why the picture of the frame where the reader stands did not come; null while nothing is wrong. */
  readonly error: unknown;
}

/** Where pictures come from and how they are shown. Whatever of it changes, the picture is got anew. */
export interface StageSetting {
  readonly desk: ExactPictures;
  readonly index: FrameIndex;
  /** Width of the core's picture where one is needed. */
  readonly width: number | null;
  /** Width that other uses load; a picture of the frame in that width is better than none. */
  readonly otherWidth: number | null;
  /** Upright size of the pictures in square pixels, and how large they are shown, in pixels of the screen. */
  readonly full: PixelSize;
  readonly shown: PixelSize;
  /** While the player or the shuttle runs, previews and neighbours are their business. */
  readonly running: boolean;
  /** False while the video element is what is seen: then nothing is loaded. */
  readonly active: boolean;
  /** The nearest of the small prepared pictures. */
  readonly nearest: (n: number) => Preview | null;
}

const EMPTY: StageState = { drawn: null, proof: null, preview: null, error: null };

/** Steps forward and back that are drawn before they are made. */
const DRAWN_AHEAD = 8;
const DRAWN_BEHIND = 3;

/**
 * The exact picture of where the reader stands, on a canvas: drawn within the step itself when it is at hand, and
 * meanwhile the nearest one that is. The canvas says by itself what it holds, so that picture and number cannot part.
 */
export class ExactStage {
  readonly #position: Position;
  readonly #canvas: () => HTMLCanvasElement | null;
  readonly #ahead = new DrawAhead(openDrawingWorker);
  readonly #listeners = new Set<() => void>();
  #setting: StageSetting | null = null;
  #state = EMPTY;
  /** Counts what was begun: what belongs to an earlier beginning is not shown. */
  #turn = 0;

  constructor(position: Position, canvas: () => HTMLCanvasElement | null) {
    this.#position = position;
    this.#canvas = canvas;
  }

  get state(): StageState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows the position until the result is called. */
  open(): () => void {
    const leave = this.#position.subscribe(() => this.#begin());
    return () => {
      leave();
      this.#turn += 1;
      this.#ahead.stop();
    };
  }

  set(setting: StageSetting): void {
    const before = this.#setting;
    this.#setting = setting;
    // Numbers of another list name other pictures: what the canvas holds only stands in from now on.
    const renewed = before !== null && before.index !== setting.index && this.#state.drawn !== null;
    if (renewed) this.#hold({ ...EMPTY, preview: this.#position.n });
    if (before?.active && !setting.active) setting.desk.rest();
    this.#begin();
  }

  /** Another small picture has come; it may be nearer than what stands in. */
  previewCame(): void {
    if (this.#setting?.active) this.#preview(this.#setting, this.#position.n);
  }

  retry = (): void => this.#begin();

  #begin(): void {
    const mine = ++this.#turn;
    const setting = this.#setting;
    const { n, direction, index } = this.#position;
    // A new list comes with a new setting at once.
    if (setting === null || !setting.active || index !== setting.index) return;
    this.#change({ error: null });
    const ready = setting.desk.peek(n, setting.width) ?? setting.desk.peek(n, setting.otherWidth);
    const isCurrent = () => mine === this.#turn;
    if (ready) this.#exact(setting, ready, isCurrent);
    else this.#preview(setting, n);
    // Asked for even when it is there: so the desk knows where the reader is.
    setting.desk.want(n, setting.width, neighbours(n, direction, index.pts.length)).then(
      (picture) => {
        if (!isCurrent()) return;
        if (picture !== ready) this.#exact(setting, picture, isCurrent);
        this.#neighbours(setting, isCurrent);
      },
      (error: unknown) => {
        const givenUp = error instanceof DOMException && error.name === 'AbortError';
        if (isCurrent() && !givenUp) this.#change({ error });
      },
    );
  }

  #neighbours({ desk, index, width, full, shown, running }: StageSetting, isCurrent: () => boolean): void {
    const { n, direction } = this.#position;
    const steps = (count: number, way: number) => Array.from({ length: count }, (_, k) => n + way * (k + 1));
    // The one on screen as well: it is the first one back.
    const near = [...steps(2, direction), n, ...steps(running ? 0 : DRAWN_BEHIND, -direction)];
    const pictures = [...new Set([...near, ...steps(DRAWN_AHEAD, direction)])]
      .map((at) => desk.peek(at, width))
      .filter((picture) => picture !== null);
    this.#ahead.prepare(pictures, full, shown);
    if (!running) void desk.preload(neighbours(n, direction, index.pts.length), width, isCurrent);
  }

  #preview(setting: StageSetting, at: number, decoded = setting.desk.nearest(at)): void {
    const { drawn, preview } = this.#state;
    if (setting.running || drawn === at) return;
    const picture = nearerPreview(at, drawn ?? preview, [decoded, setting.nearest(at)]);
    if (picture === null) return;
    this.#draw(setting, picture);
    this.#hold({ ...EMPTY, preview: picture.n });
  }

  #exact(setting: StageSetting, picture: StagePicture, isCurrent: () => boolean): void {
    const show = (shown: StagePicture) => {
      this.#draw(setting, shown);
      this.#hold({ ...EMPTY, drawn: shown.n, proof: shown.proof });
    };
    // While it runs the next one is due before long: waiting for each, none might ever be seen.
    const wait = setting.running ? null : this.#ahead.wait(picture, setting.full, setting.shown);
    if (wait === null) {
      show(picture);
      return;
    }
    // Decoded ones take as long to draw as the picture itself.
    this.#preview(setting, picture.n, null);
    void wait.then(() => {
      // Decoded once more in the meantime, the one before was given back.
      if (isCurrent()) show(setting.desk.peek(picture.n, setting.width) ?? picture);
    });
  }

  #draw({ full, shown }: StageSetting, picture: StagePicture): void {
    const canvas = this.#canvas();
    if (canvas) this.#ahead.draw(canvas, picture, full, shown);
  }

  #hold(state: StageState): void {
    const { drawn, proof, preview } = state;
    const canvas = this.#canvas();
    if (canvas) {
      tag(canvas, 'proof', proof);
      tag(canvas, 'preview', preview);
      tag(canvas, 'frame', drawn);
    }
    this.#change(state);
  }

  #change(change: Partial<StageState>): void {
    const keys = Object.keys(change) as (keyof StageState)[];
    if (keys.every((key) => change[key] === this.#state[key])) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

function tag({ dataset }: HTMLElement, name: string, value: string | number | null): void {
  if (value === null) delete dataset[name];
  else dataset[name] = String(value);
}
