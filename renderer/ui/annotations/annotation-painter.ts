import { type AnnotationShape, isRedaction } from '../../../shared/annotation.ts';
import { drawNotes } from '../../../shared/annotation-drawing.ts';
import { geometryAt, type PtsOf, shownAt } from '../../../shared/annotation-motion.ts';
import type { Turn } from '../viewer/region-geometry.ts';
import type { Placement, Size } from '../viewer/zoom-geometry.ts';
import type { FramePlace } from './annotation-editor.ts';
import type { AnnotationView } from './annotation-state.ts';
import { HiddenPicture } from './hidden-picture.ts';
import { needsReason } from './missing-reason.ts';
import { drawHatch } from './redaction-hatch.ts';
import { type PictureOnCanvas, pictureOnCanvas } from './view-matrix.ts';

/** The picture that annotations are drawn over. */
export interface ShownPicture {
  /** Upright size in which it is burnt, in pixels. */
  readonly size: Size;
  /** The picture of frame n; null while another one stands in for it. */
  image(n: number): CanvasImageSource | null;
  subscribe(listener: () => void): () => void;
}

/** What is to be drawn and where. */
export interface PaintSetting {
  readonly shapes: readonly AnnotationShape[];
  readonly view: AnnotationView;
  readonly place: FramePlace;
  readonly ptsOf: PtsOf;
  readonly picture: ShownPicture;
  readonly placement: Placement;
  readonly viewport: Size;
  readonly turn: Turn;
  /** Pixels of the screen for one of the page. */
  readonly ratio: number;
}

/** From so many times its size on a picture is shown in its pixels, as the stage does. */
const PIXELS_FROM = 3;

/**
 * Draws the annotations of the frame that is shown on a canvas over the whole viewport, within the step itself. A frame
 * on which nothing is shown costs a look at the list.
 */
export class AnnotationPainter {
  readonly #hidden = new HiddenPicture();
  #canvas: HTMLCanvasElement | null = null;
  #setting: PaintSetting | null = null;
  #isBlank = true;

  /** The canvas that it draws on. */
  hold = (canvas: HTMLCanvasElement | null): void => {
    this.#canvas = canvas;
    this.#isBlank = false;
    this.draw();
  };

  set(setting: PaintSetting): void {
    this.#setting = setting;
    this.draw();
  }

  draw = (): void => {
    const [canvas, setting] = [this.#canvas, this.#setting];
    if (canvas === null || setting === null) return;
    const { view, place, shapes } = setting;
    const shown = view === 'original' ? [] : shownAt(shapes, place.n);
    if (shown.length === 0 && this.#isBlank) {
      tagged(canvas, view, place.n);
      return;
    }
    const image = setting.picture.image(place.n);
    // What was hidden stays hidden: the last picture is left until that of this frame is there to be covered.
    if (view === 'preview' && image === null && !this.#isBlank && shown.some(isRedaction)) return;
    const ctx = this.#cleared(canvas, setting);
    tagged(canvas, view, place.n);
    this.#isBlank = shown.length === 0;
    if (ctx === null || shown.length === 0) return;
    const on = pictureOnCanvas(setting.placement, setting.turn, setting.ratio);
    ctx.save();
    ctx.setTransform(...on.matrix);
    ctx.beginPath();
    ctx.rect(0, 0, on.width, on.height);
    ctx.clip();
    if (view === 'preview') this.#preview(ctx, setting, on, image);
    else this.#edit(ctx, setting, on, image);
    ctx.restore();
  };

  #cleared(canvas: HTMLCanvasElement, { viewport, ratio }: PaintSetting): CanvasRenderingContext2D | null {
    const [width, height] = [Math.round(viewport.width * ratio), Math.round(viewport.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const ctx = canvas.getContext('2d');
    ctx?.clearRect(0, 0, width, height);
    return ctx;
  }

  #preview(ctx: CanvasRenderingContext2D, setting: PaintSetting, on: PictureOnCanvas, image: CanvasImageSource | null) {
    const { shapes, ptsOf, place, picture, placement, ratio } = setting;
    const burnt = image && this.#hidden.burnt({ image, size: picture.size, shapes, n: place.n, ptsOf });
    if (burnt === null) return this.#edit(ctx, setting, on, null);
    ctx.imageSmoothingEnabled = placement.scale * ratio < PIXELS_FROM;
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(burnt, 0, 0, on.width, on.height);
  }

  #edit(ctx: CanvasRenderingContext2D, setting: PaintSetting, on: PictureOnCanvas, image: CanvasImageSource | null) {
    const { shapes, ptsOf, place, picture, ratio } = setting;
    const { n } = place;
    const seen = shownAt(shapes, n);
    const { color, outlineColor } = getComputedStyle(ctx.canvas);
    for (const shape of seen.filter(isRedaction)) {
      const colour = needsReason(shape) ? outlineColor : color;
      drawHatch(ctx, on, { shape, region: geometryAt(shape, n, ptsOf) }, colour, ratio);
    }
    // A magnifier shows the picture after its redactions, here as in what is exported.
    const enlarges = image !== null && seen.some(({ kind }) => kind === 'magnifier');
    const source = enlarges ? this.#hidden.hidden({ image, size: picture.size, shapes, n, ptsOf }) : null;
    const { width, height } = on;
    drawNotes<CanvasImageSource>(ctx, { shapes: seen, n, ptsOf, width, height, picture: source });
  }
}

/** Says on the canvas what it holds. */
function tagged({ dataset }: HTMLElement, view: AnnotationView, n: number): void {
  dataset.view = view;
  dataset.frame = String(n);
}
