import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { DrawAhead } from './draw-ahead.ts';
import type { PixelSize } from './draw-picture.ts';
import type { ExactPictures } from './exact-pictures.ts';
import type { PictureProof, StagePicture } from './picture-desk.ts';
import { neighbours } from './picture-loader.ts';
import { nearerPreview, type Preview } from './preview-picture.ts';

interface ExactPictureOptions {
  readonly desk: ExactPictures;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly n: number;
  readonly count: number;
  /** Width of the core's picture where one is needed. */
  readonly width: number | null;
  /** Widths that other uses load; a picture of frame n in any of them is better than none. */
  readonly otherWidths: readonly (number | null)[];
  /** Upright size of the pictures in square pixels, and how large they are shown, in pixels of the screen. */
  readonly full: PixelSize;
  readonly shown: PixelSize;
  readonly direction: 1 | -1;
  /** While the player or the shuttle runs, neighbours are their business. */
  readonly running: boolean;
  /** False while the video element is what is seen: then nothing is loaded. */
  readonly active: boolean;
  /** Small prepared pictures, and a way to hear that another one has come. */
  readonly strip: { nearest(n: number): Preview | null; subscribe(listener: () => void): () => void };
}

export interface ExactPicture {
  /** Number of the frame that the canvas holds; null before the first, and while it holds a preview. */
  readonly drawn: number | null;
  /** What stands behind the drawn picture. */
  readonly proof: PictureProof | null;
  /** The frame that stands in while the right one is on its way; null when none does. */
  readonly preview: number | null;
  readonly error: unknown;
  retry(): void;
}

type Held = Pick<ExactPicture, 'drawn' | 'proof' | 'preview'>;

const NOTHING: Held = { drawn: null, proof: null, preview: null };

const heldOf = ({ n, proof }: StagePicture, exact: boolean): Held =>
  exact ? { drawn: n, proof, preview: null } : { drawn: null, proof: null, preview: n };

const sameHeld = (a: Held, b: Held): boolean => a.drawn === b.drawn && a.proof === b.proof && a.preview === b.preview;

/** Draws the exact picture of frame n, at once when it is at hand, and meanwhile the nearest one that is. */
export function useExactPicture(options: ExactPictureOptions): ExactPicture {
  const { desk, canvas, n, count, width, otherWidths, full, shown, direction, running, active, strip } = options;
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const [failed, setFailed] = useState<{ n: number; error: unknown } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [ahead] = useState(() => new DrawAhead());
  /** What the canvas holds. */
  const holds = useRef<Held>(NOTHING);
  const atHand = (at: number, wide: number | null): StagePicture | null =>
    [wide, ...otherWidths].map((each) => desk.peek(at, each)).find((picture) => picture !== null) ?? null;
  // A picture at hand is drawn right after this render, before it is seen: it need not be rendered twice for that.
  const ready = active ? atHand(n, width) : null;
  const told = ready ? heldOf(ready, true) : holds.current;
  const rendered = useRef(told);

  const put = (picture: StagePicture, exact: boolean) => {
    if (canvas.current) ahead.draw(canvas.current, picture, full, shown);
    holds.current = heldOf(picture, exact);
    if (!sameHeld(holds.current, rendered.current)) renderAgain();
  };

  const previewOf = useEffectEvent((at: number) => {
    if (running || holds.current.drawn === at) return;
    const picture = nearerPreview(at, holds.current.drawn ?? holds.current.preview, [
      desk.nearest(at),
      strip.nearest(at),
    ]);
    if (picture) put(picture, false);
  });

  /** Shows frame `at`, from memory when it can; the result ends the waiting. */
  const begin = useEffectEvent(
    (_desk: ExactPictures, at: number, wide: number | null, _size: string, _try: number): (() => void) => {
      let current = true;
      const any = atHand(at, wide);
      if (any) put(any, true);
      else previewOf(at);
      const arrived = (picture: StagePicture) => {
        if (!current) return;
        setFailed(null);
        if (picture !== any) put(picture, true);
      };
      const refused = (error: unknown) => {
        if (current && !(error instanceof DOMException && error.name === 'AbortError')) setFailed({ n: at, error });
      };
      // Asked for even when it is there: so the desk knows where the reader is.
      desk.want(at, wide, neighbours(at, direction, count)).then(arrived, refused);
      return () => {
        current = false;
      };
    },
  );

  useLayoutEffect(() => {
    rendered.current = told;
  });
  // Before paint, so that picture and read-out change in the same frame of the screen. A new attempt, another desk and
  // another size on the screen begin anew, too.
  const size = `${shown.width}×${shown.height}`;
  useLayoutEffect(
    () => (active ? begin(desk, n, width, size, attempt) : undefined),
    [desk, n, width, size, active, attempt],
  );

  useEffect(() => {
    if (!active || running || told.drawn !== n) return;
    let current = true;
    const next = [n + direction, n + 2 * direction, n - direction].map((at) => desk.peek(at, width));
    ahead.prepare(
      next.filter((picture) => picture !== null),
      full,
      shown,
    );
    void desk.preload(neighbours(n, direction, count), width, () => current);
    return () => {
      current = false;
    };
  }, [desk, ahead, n, count, width, full, shown, direction, running, active, told.drawn]);

  useEffect(() => () => ahead.stop(), [ahead]);
  useEffect(() => strip.subscribe(() => active && previewOf(n)), [strip, n, active]);

  return {
    ...told,
    error: failed?.n === n ? failed.error : null,
    retry: () => {
      setFailed(null);
      setAttempt((value) => value + 1);
    },
  };
}
