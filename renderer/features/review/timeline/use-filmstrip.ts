import { useEffect, useMemo, useRef, useState } from 'react';
import { type FrameIndex, frameAtSeconds, intervalSeconds, keyFrameAtOrBefore } from '../../../../shared/frames.ts';
import { media } from '../../../host/media-urls.ts';
import { framesInView, secondsAt, type View, xOf } from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';

/** One picture of the strip. `at` names its place; `url` is null until it is there. */
export interface FilmCell {
  readonly at: number;
  readonly n: number;
  readonly left: number;
  readonly width: number;
  readonly url: string | null;
}

/** Height of the lane in CSS pixels; cells keep the picture's shape. */
const HEIGHT = 43;
const PICTURE_WIDTH = 160;
/** Wait until zooming has ended; pictures of a passing view are of no use. */
const SETTLE_MS = 250;
const KEEP = 300;

type FrameRange = ReturnType<typeof framesInView>;
type Place = Omit<FilmCell, 'url'>;

/** Cells side by side, each for a stretch of many pictures. */
function evenPlaces(index: FrameIndex, cellWidth: number, view: View, width: number): Place[] {
  return Array.from({ length: width > 0 ? Math.ceil(width / cellWidth) : 0 }, (_, at): Place => {
    const left = at * cellWidth;
    const n = frameOfCell(index, secondsAt(view, width, left), secondsAt(view, width, left + cellWidth));
    return { at, n, left, width: cellWidth - 1 };
  });
}

/** Close up: one cell for each picture, exactly as long as it stays on screen. */
function placesOfFrames(index: FrameIndex, { first, last }: FrameRange, view: View, width: number): Place[] {
  return Array.from({ length: last - first + 1 }, (_, k): Place => {
    const n = first + k;
    const { start, end } = intervalSeconds(index, n, n);
    const left = xOf(view, width, start);
    return { at: n, n, left, width: Math.max(1, xOf(view, width, end) - left - 1) };
  });
}

function placesIn(index: FrameIndex, cellWidth: number, view: View, width: number): Place[] {
  const frames = framesInView(index, view);
  const perFrame = (frames.last - frames.first + 1) * cellWidth <= width;
  return perFrame ? placesOfFrames(index, frames, view, width) : evenPlaces(index, cellWidth, view, width);
}

/** `_arrived` counts the pictures in the cache, which itself stays the same object. */
const withPictures = (places: readonly Place[], cache: ReadonlyMap<number, string>, _arrived: number): FilmCell[] =>
  places.map((place) => ({ ...place, url: cache.get(place.n) ?? null }));

/** Which frame stands for a cell: a key frame inside it, which decodes at once, else the picture in its middle. */
function frameOfCell(index: FrameIndex, from: number, to: number): number {
  const last = frameAtSeconds(index, to);
  const key = keyFrameAtOrBefore(index, last);
  return key >= frameAtSeconds(index, from) ? key : frameAtSeconds(index, (from + to) / 2);
}

/**
 * Small pictures along the timeline, one after the other and only while `idle`: whoever steps through pictures must
 * never wait for them.
 */
export function useFilmstrip(
  sha256: string,
  index: FrameIndex,
  aspect: number,
  timeline: TimelineView,
  idle: boolean,
): FilmCell[] {
  const cache = useRef(new Map<number, string>());
  const [arrived, setArrived] = useState(0);
  useEffect(() => {
    const urls = cache.current;
    return () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
    };
  }, []);

  const { view, width } = timeline;
  const cellWidth = Math.max(36, Math.min(160, HEIGHT * aspect));
  const places = useMemo(() => placesIn(index, cellWidth, view, width), [index, cellWidth, view, width]);
  const cells = useMemo(() => withPictures(places, cache.current, arrived), [places, arrived]);
  const shown = [...new Set(cells.map(({ n }) => n))].join(',');
  useEffect(() => {
    if (!idle || shown === '') return;
    const control = new AbortController();
    const load = async () => {
      for (const n of shown.split(',').map(Number)) {
        if (cache.current.has(n)) continue;
        const url = await smallPicture(sha256, n, control.signal);
        if (control.signal.aborted) return;
        if (url === null) continue;
        keep(cache.current, n, url);
        setArrived((value) => value + 1);
      }
    };
    // Deliberately not awaited: a picture that does not come leaves its cell empty.
    const timer = setTimeout(() => void load(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [sha256, shown, idle]);
  return cells;
}

async function smallPicture(sha256: string, n: number, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(media.picture(sha256, n, PICTURE_WIDTH), { signal });
    return response.ok ? URL.createObjectURL(await response.blob()) : null;
  } catch {
    return null;
  }
}

function keep(cache: Map<number, string>, n: number, url: string): void {
  cache.set(n, url);
  const oldest = cache.keys().next().value;
  if (cache.size <= KEEP || oldest === undefined) return;
  URL.revokeObjectURL(cache.get(oldest) ?? '');
  cache.delete(oldest);
}
