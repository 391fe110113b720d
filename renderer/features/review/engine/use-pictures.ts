import { type RefObject, useMemo, useRef } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameList } from '../../../../shared/frames.ts';
import { useZoomPan, type ZoomPan } from '../../../ui/viewer/use-zoom-pan.ts';
import { useFilmstripFile } from '../timeline/use-filmstrip-file.ts';
import type { Position } from '../use-position.ts';
import { widthStep } from './picture-loader.ts';
import type { SourceFailure } from './source-picture.ts';
import { useExactDesk } from './use-exact-desk.ts';
import { type ExactPicture, useExactPicture } from './use-exact-picture.ts';
import { type Playback, usePlayback } from './use-playback.ts';

export interface Pictures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly zoomPan: ZoomPan;
  readonly playback: Playback;
  readonly exact: ExactPicture;
  /** Why the browser's decoder is not used for this recording; null while it is. */
  readonly decoderFailure: SourceFailure | null;
}

/** Pictures wider than this are not worth waiting for while they run. */
const RUNNING_WIDTH = 720;

/** The size of the upright picture; until an item says it, a common one. */
const sizeOf = (item: Item) => ({ width: item.width ?? 1280, height: item.height ?? 720 });

/** What is on the stage: the exact picture of where the reader stands, the player under it, and how big it is. */
export function usePictures(item: Item, index: FrameList, position: Position): Pictures {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const video = useRef<HTMLVideoElement | null>(null);
  const content = useMemo(() => sizeOf(item), [item]);
  const zoomPan = useZoomPan(content);
  const { desk, failure } = useExactDesk(item, index);
  const strip = useStrip(item.sha256);
  const ratio = window.devicePixelRatio;
  const { placement } = zoomPan;
  const sharp = widthStep(placement.width, ratio, item.width);
  const small = widthStep(Math.min(RUNNING_WIDTH, placement.width), 1, item.width);
  const playback = usePlayback({
    item,
    index,
    video,
    desk,
    width: small,
    position: position.ref,
    n: position.n,
    goTo: position.goTo,
    wantProxy: item.review === 'direct' && failure !== null,
  });
  const [across, down] = [Math.round(placement.width * ratio), Math.round(placement.height * ratio)];
  const shown = useMemo(() => ({ width: across, height: down }), [across, down]);
  const byPictures = playback.speed !== 0 && !playback.playerShown;
  const exact = useExactPicture({
    desk,
    canvas,
    n: position.n,
    count: index.pts.length,
    width: byPictures ? small : sharp,
    otherWidths: byPictures ? [sharp] : [small],
    full: content,
    shown,
    direction: position.direction,
    running: playback.speed !== 0,
    active: !playback.playerShown && zoomPan.viewport.width > 0,
    strip,
  });
  return { canvas, video, zoomPan, playback, exact, decoderFailure: failure };
}

/** The prepared pictures of key frames, as far as they are there. */
function useStrip(sha256: string) {
  const { pictures, nearest } = useFilmstripFile(sha256);
  return useMemo(
    () => ({ nearest, subscribe: (listener: () => void) => pictures?.subscribe(listener) ?? (() => undefined) }),
    [pictures, nearest],
  );
}
