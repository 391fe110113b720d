import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { neighbours, type PictureLoader } from './picture-loader.ts';

interface ExactPictureOptions {
  readonly loader: PictureLoader<ImageBitmap>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly n: number;
  readonly count: number;
  readonly width: number | null;
  /** Widths that other uses load; a picture of frame n in any of them is better than none. */
  readonly otherWidths: readonly (number | null)[];
  readonly direction: 1 | -1;
  /** While the player or the shuttle runs, neighbours are their business. */
  readonly running: boolean;
  /** False while the video element is what is seen: then nothing is loaded. */
  readonly active: boolean;
}

export interface ExactPicture {
  /** Number of the frame that the canvas holds; null before the first. */
  readonly drawn: number | null;
  readonly error: unknown;
  retry(): void;
}

function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (!canvas) return;
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}

/** Draws the decoder's own picture of frame n, at once when it is decoded already, and loads what will be wanted next. */
export function useExactPicture(options: ExactPictureOptions): ExactPicture {
  const { loader, canvas, n, count, width, otherWidths, direction, running, active } = options;
  const [drawn, setDrawn] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ n: number; error: unknown } | null>(null);
  const [attempt, setAttempt] = useState(0);

  /** Shows frame `at`, from memory when it can; the result ends the waiting. `_try` counts attempts after failures. */
  const begin = useEffectEvent((at: number, wide: number | null, _try: number): (() => void) => {
    let current = true;
    const sharp = loader.peek(at, wide);
    const any = sharp ?? otherWidths.map((other) => loader.peek(at, other)).find((picture) => picture !== null);
    if (any) {
      draw(canvas.current, any);
      setDrawn(at);
    }
    const arrived = (picture: ImageBitmap) => {
      if (!current) return;
      draw(canvas.current, picture);
      setDrawn(at);
      setFailed(null);
    };
    const refused = (error: unknown) => {
      if (current && !(error instanceof DOMException && error.name === 'AbortError')) setFailed({ n: at, error });
    };
    if (!sharp) loader.want(at, wide, neighbours(at, direction, count)).then(arrived, refused);
    return () => {
      current = false;
    };
  });

  // Before paint, so that picture and read-out change in the same frame of the screen.
  useLayoutEffect(() => (active ? begin(n, width, attempt) : undefined), [n, width, active, attempt]);

  useEffect(() => {
    if (!active || running || drawn !== n) return;
    let current = true;
    void loader.preload(neighbours(n, direction, count), width, () => current);
    return () => {
      current = false;
    };
  }, [loader, n, count, width, direction, running, active, drawn]);

  return {
    drawn,
    error: failed?.n === n ? failed.error : null,
    retry: () => {
      setFailed(null);
      setAttempt((value) => value + 1);
    },
  };
}
