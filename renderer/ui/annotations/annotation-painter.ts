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
import type { ShownPicture } from './taken-picture.ts';
import { type PictureOnCanvas, pictureOnCanvas } from './view-matrix.ts';

/** What is to be drawn and where. */
export interface PaintSetting {
  readonly shapes: readonly AnnotationShape[];
  /** False until it is known what the mark hides. */
  readonly known: boolean;
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

/** A picture as it will be burnt, and for what. */
interface Burnt {
  readonly image: HTMLCanvasElement;
  readonly n: number;
  readonly shapes: readonly AnnotationShape[];
}

/** From so many times its size on a picture is shown in its pixels, as the stage does. */
const PIXELS_FROM = 3;

/**
 * Draws the annotations of the frame that is shown on a canvas over the whole viewport, within the step itself. A frame
 * on which nothing is shown costs a look at the list.
 *
 * As exported, a mark that hides something has its whole picture covered at all times, by one that was burnt: what lies
 * below changes when the browser likes, a refresh of the screen before or after this canvas.
 */
export class AnnotationPainter {
  readonly #hidden = new HiddenPicture();
  #canvas: HTMLCanvasElement | null = null;
  #setting: PaintSetting | null = null;
  #burnt: Burnt | null = null;
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
    const { view, known, shapes } = setting;
    if (view === 'preview' && (!known || shapes.some(isRedaction))) this.#cover(canvas, setting);
    else this.#over(canvas, setting);
  };

  /** What is drawn over the picture that is seen. */
  #over(canvas: HTMLCanvasElement, setting: PaintSetting): void {
    const { view, place, shapes } = setting;
    const shown = view === 'original' ? [] : shownAt(shapes, place.n);
    tagged(canvas, view, place.n);
    if (shown.length === 0 && this.#isBlank) return;
    const ctx = cleared(canvas, setting);
    this.#isBlank = shown.length === 0;
    if (ctx === null || shown.length === 0) return;
    onPicture(ctx, setting, (on) => {
      const burnt = view === 'preview' ? this.#burn(setting) : null;
      if (burnt === null) this.#edit(ctx, setting, on);
      else drawBurnt(ctx, setting, on, burnt);
    });
  }

  /** The whole picture as it will be burnt; the last one until that of this frame is there, and none before the first. */
  #cover(canvas: HTMLCanvasElement, setting: PaintSetting): void {
    const { view, shapes, known } = setting;
    const fresh = known ? this.#burn(setting) : null;
    // One that was burnt for other shapes may show what these hide.
    if (fresh !== null || this.#burnt?.shapes !== shapes) this.#burnt = fresh && { ...fresh, shapes };
    const burnt = this.#burnt;
    const ctx = cleared(canvas, setting);
    this.#isBlank = false;
    tagged(canvas, view, burnt?.n ?? null);
    if (ctx === null) return;
    onPicture(ctx, setting, (on) => {
      if (burnt !== null) return drawBurnt(ctx, setting, on, burnt);
      ctx.fillStyle = COVER;
      ctx.fillRect(0, 0, on.width, on.height);
    });
  }

  #burn({ picture, place, shapes, ptsOf }: PaintSetting): Omit<Burnt, 'shapes'> | null {
    const taken = picture.take(place.n);
    if (taken === null) return null;
    // Told twice of a picture that runs, it is burnt once.
    const before = this.#burnt;
    if (taken.runs && before?.shapes === shapes && taken.number() === before.n) return before;
    return this.#hidden.burnt({ taken, size: picture.size, shapes, ptsOf });
  }

  #edit(ctx: CanvasRenderingContext2D, setting: PaintSetting, on: PictureOnCanvas) {
    const { shapes, ptsOf, place, picture, ratio } = setting;
    const { n } = place;
    const seen = shownAt(shapes, n);
    const { color, outlineColor } = getComputedStyle(ctx.canvas);
    for (const shape of seen.filter(isRedaction)) {
      const colour = needsReason(shape) ? outlineColor : color;
      drawHatch(ctx, on, { shape, region: geometryAt(shape, n, ptsOf) }, colour, ratio);
    }
    // A magnifier shows the picture after its redactions, here as in what is exported.
    const taken = seen.some(({ kind }) => kind === 'magnifier') ? picture.take(n) : null;
    const source = taken && this.#hidden.hidden({ taken, size: picture.size, shapes, ptsOf });
    const { width, height } = on;
    drawNotes<CanvasImageSource>(ctx, { shapes: seen, n, ptsOf, width, height, picture: source });
  }
}

/** What stands for a picture that may not be shown yet. */
const COVER = '#000';

function cleared(canvas: HTMLCanvasElement, { viewport, ratio }: PaintSetting): CanvasRenderingContext2D | null {
  const [width, height] = [Math.round(viewport.width * ratio), Math.round(viewport.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const ctx = canvas.getContext('2d');
  ctx?.clearRect(0, 0, width, height);
  return ctx;
}

/** Draws in pixels of the upright picture, and nowhere beside it. */
function onPicture(
  ctx: CanvasRenderingContext2D,
  { placement, turn, ratio }: PaintSetting,
  draw: (on: PictureOnCanvas) => void,
): void {
  const on = pictureOnCanvas(placement, turn, ratio);
  ctx.save();
  ctx.setTransform(...on.matrix);
  ctx.beginPath();
  ctx.rect(0, 0, on.width, on.height);
  ctx.clip();
  draw(on);
  ctx.restore();
}

function drawBurnt(
  ctx: CanvasRenderingContext2D,
  { placement, ratio }: PaintSetting,
  on: PictureOnCanvas,
  { image }: Pick<Burnt, 'image'>,
): void {
  ctx.imageSmoothingEnabled = placement.scale * ratio < PIXELS_FROM;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, 0, 0, on.width, on.height);
}

/** Says on the canvas what it holds. */
function tagged({ dataset }: HTMLElement, view: AnnotationView, n: number | null): void {
  dataset.view = view;
  dataset.frame = n === null ? '' : String(n);
}
