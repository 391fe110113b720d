import { useEffect, useMemo, useState } from 'react';
import { type FrameIndex, lastAtOrBefore } from '../../../../shared/frames.ts';
import { media } from '../../../host/media-urls.ts';
import type { OnScreen } from '../engine/use-pictures.ts';
import { type FilmCell, filmCells } from './film-cells.ts';
import type { FilledCell } from './film-drawing.ts';
import { SmallPictures } from './small-pictures.ts';
import type { FilmstripFile } from './use-filmstrip-file.ts';
import type { TimelineView } from './use-timeline-view.ts';

const PICTURE_WIDTH = 160;
/** Wait until zooming has ended; pictures of a passing view are of no use. */
const SETTLE_MS = 200;
const KEEP = 300;
/** Pictures that are not in view wait until those that are have come. */
const REST_MS = 1000;

interface FilmOptions {
  readonly sha256: string;
  readonly index: FrameIndex;
  readonly file: FilmstripFile;
  readonly timeline: TimelineView;
  /** Width of a whole picture in the lane. */
  readonly pictureWidth: number;
  /**
   * The core is asked for pictures only while the stage has its own, never while the reader steps. Null while the
   * recording runs or the strip is being made: then not at all.
   */
  readonly onScreen: OnScreen | null;
  readonly label: (n: number) => string;
}

/** Pictures of single frames from the core's decoder, one after the other. */
function useDecodedPictures(sha256: string): SmallPictures<ImageBitmap> | null {
  const [pictures, setPictures] = useState<SmallPictures<ImageBitmap> | null>(null);
  useEffect(() => {
    const load = async (n: number, signal: AbortSignal) => {
      const response = await fetch(media.picture(sha256, n, PICTURE_WIDTH), { signal });
      if (!response.ok) throw new Error(await response.text());
      return createImageBitmap(await response.blob());
    };
    const made = new SmallPictures(load, { keep: KEEP, atOnce: 1 });
    setPictures(made);
    return () => made.close();
  }, [sha256]);
  return pictures;
}

/** Counts pictures that came, at most once per frame of the screen. */
function useArrivals(sources: readonly (SmallPictures<ImageBitmap> | null)[]): number {
  const [count, setCount] = useState(0);
  const [first, second] = sources;
  useEffect(() => {
    let frame = 0;
    const arrived = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setCount((value) => value + 1));
    };
    const stops = [first?.subscribe(arrived), second?.subscribe(arrived)];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop?.();
    };
  }, [first, second]);
  return count;
}

/** Position of n in the strip file; -1 when it has no picture there. */
function placeOf(frames: readonly number[], n: number): number {
  const at = lastAtOrBefore(frames, n);
  return frames[at] === n ? at : -1;
}

const NONE: readonly number[] = [];

/** What the picture lane shows in this view: prepared pictures at once, single frames as they are decoded. */
export function useFilmPictures(options: FilmOptions): FilledCell[] {
  const { index, file, timeline, pictureWidth, onScreen, label } = options;
  const { view, width } = timeline;
  const prepared = file.pictures;
  const decoded = useDecodedPictures(options.sha256);
  const arrivals = useArrivals([prepared, decoded]);
  // Without a strip key frames are chosen: they decode at once.
  const frames = prepared?.frames ?? index.keys;
  const cells = useMemo(
    () => filmCells(index, frames, pictureWidth, view, width),
    [index, frames, pictureWidth, view, width],
  );

  useEffect(() => {
    if (prepared === null) return;
    const visible = cells.map(({ n }) => placeOf(prepared.frames, n)).filter((i) => i >= 0);
    prepared.want(visible);
    const timer = setTimeout(() => prepared.wantAll(visible), REST_MS);
    return () => clearTimeout(timer);
  }, [prepared, cells]);

  const missing = useMemo(() => missingFrames(cells, prepared?.frames ?? NONE), [cells, prepared]);
  useEffect(() => {
    if (!decoded || !onScreen || missing === '') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      clearTimeout(timer);
      decoded.want(NONE);
    };
    const look = () => {
      rest();
      if (onScreen.frame() === null) return;
      timer = setTimeout(() => decoded.want(fromTheMiddle(missing.split(',').map(Number))), SETTLE_MS);
    };
    look();
    const leave = onScreen.subscribe(look);
    return () => {
      leave();
      rest();
    };
  }, [decoded, missing, onScreen]);

  return useMemo(() => {
    const pictureOf = ({ n }: FilmCell) => prepared?.peek(placeOf(prepared.frames, n)) ?? decoded?.peek(n) ?? null;
    return arrivals < 0 ? [] : cells.map((cell) => ({ ...cell, picture: pictureOf(cell), label: label(cell.n) }));
  }, [cells, prepared, decoded, arrivals, label]);
}

/** Numbers of the frames that no prepared picture shows, as text: the same text as long as they are the same. */
function missingFrames(cells: readonly FilmCell[], prepared: readonly number[]): string {
  return [...new Set(cells.map(({ n }) => n))].filter((n) => placeOf(prepared, n) < 0).join(',');
}

/** The middle of the view first: that is where the reader zoomed in. */
function fromTheMiddle(numbers: readonly number[]): number[] {
  const middle = numbers[numbers.length >> 1] ?? 0;
  return [...numbers].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}
