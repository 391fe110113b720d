import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useZoomPan, type ZoomPan } from '../../../ui/viewer/use-zoom-pan.ts';
import type { Position } from '../use-position.ts';
import { loadPicture } from './load-picture.ts';
import { PictureLoader, widthStep } from './picture-loader.ts';
import { type ExactPicture, useExactPicture } from './use-exact-picture.ts';
import { type Playback, usePlayback } from './use-playback.ts';

export interface Pictures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly zoomPan: ZoomPan;
  readonly playback: Playback;
  readonly exact: ExactPicture;
}

/** Pictures wider than this are not worth waiting for while they run. */
const RUNNING_WIDTH = 720;

function useLoader(sha256: string): PictureLoader<ImageBitmap> {
  const [loader] = useState(() => new PictureLoader((n, width, signal) => loadPicture(sha256, n, width, signal)));
  useEffect(() => () => loader.close(), [loader]);
  return loader;
}

/** The size of the upright picture; until an item says it, a common one. */
const sizeOf = (item: Item) => ({ width: item.width ?? 1280, height: item.height ?? 720 });

/** What is on the stage: the exact picture of where the reader stands, the player under it, and how big it is. */
export function usePictures(item: Item, index: FrameIndex, position: Position): Pictures {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const video = useRef<HTMLVideoElement | null>(null);
  const content = useMemo(() => sizeOf(item), [item]);
  const zoomPan = useZoomPan(content);
  const loader = useLoader(item.sha256);
  const ratio = window.devicePixelRatio;
  const sharp = widthStep(zoomPan.placement.width, ratio, item.width);
  const small = widthStep(Math.min(RUNNING_WIDTH, zoomPan.placement.width), 1, item.width);
  const playback = usePlayback({
    item,
    index,
    video,
    desk: loader,
    width: small,
    position: position.ref,
    n: position.n,
    goTo: position.goTo,
    wantProxy: false,
  });
  const byPictures = playback.speed !== 0 && !playback.playerShown;
  const exact = useExactPicture({
    loader,
    canvas,
    n: position.n,
    count: index.pts.length,
    width: byPictures ? small : sharp,
    otherWidths: byPictures ? [sharp] : [small],
    direction: position.direction,
    running: playback.speed !== 0,
    active: !playback.playerShown && zoomPan.viewport.width > 0,
  });
  return { canvas, video, zoomPan, playback, exact };
}
