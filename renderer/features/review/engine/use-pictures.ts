import { type RefObject, useMemo, useRef } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameList } from '../../../../shared/frames.ts';
import { useZoomPan, type ZoomPan } from '../../../ui/viewer/use-zoom-pan.ts';
import type { Position } from '../position.ts';
import { useFilmstripFile } from '../timeline/use-filmstrip-file.ts';
import type { ExactStage } from './exact-stage.ts';
import { widthStep } from './picture-loader.ts';
import type { SourceFailure } from './source-picture.ts';
import { useExactDesk } from './use-exact-desk.ts';
import { useExactStage } from './use-exact-stage.ts';
import { type Playback, usePlayback } from './use-playback.ts';

export interface Pictures {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly zoomPan: ZoomPan;
  readonly playback: Playback;
  readonly exact: ExactStage;
  readonly onScreen: OnScreen;
  /** Why the browser's decoder is not used for this recording; null while it is. */
  readonly decoderFailure: SourceFailure | null;
}

/** Which frame is really seen. */
export interface OnScreen {
  /** Null while another picture stands in for the one where the reader is. */
  frame(): number | null;
  subscribe(listener: () => void): () => void;
}

function onScreenOf(position: Position, exact: ExactStage, playerShown: boolean): OnScreen {
  return {
    frame: () => (playerShown || exact.state.drawn === position.n ? position.n : null),
    subscribe: (listener) => {
      const leave = [position.subscribe(listener), exact.subscribe(listener)];
      return () => {
        for (const each of leave) each();
      };
    },
  };
}

/** Pictures wider than this are not worth waiting for while they run. */
const RUNNING_WIDTH = 720;

/** The middle button moves the picture also while the left one draws on it. */
const BY_HAND = { canGrab: ({ button }: PointerEvent) => button === 0 || button === 1 };

/** The size of the upright picture; until an item says it, a common one. */
const sizeOf = (item: Item) => ({ width: item.width ?? 1280, height: item.height ?? 720 });

/** What is on the stage: the exact picture of where the reader stands, the player under it, and how big it is. */
export function usePictures(item: Item, index: FrameList, position: Position): Pictures {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const video = useRef<HTMLVideoElement | null>(null);
  const content = useMemo(() => sizeOf(item), [item]);
  const zoomPan = useZoomPan(content, BY_HAND);
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
    position,
    wantProxy: item.review === 'direct' && failure !== null,
  });
  const [across, down] = [Math.round(placement.width * ratio), Math.round(placement.height * ratio)];
  const shown = useMemo(() => ({ width: across, height: down }), [across, down]);
  const byPictures = playback.speed !== 0 && !playback.playerShown;
  const { playerShown } = playback;
  const exact = useExactStage({
    position,
    canvas,
    desk,
    index,
    width: byPictures ? small : sharp,
    otherWidth: byPictures ? sharp : small,
    full: content,
    shown,
    running: playback.speed !== 0,
    active: !playerShown && zoomPan.viewport.width > 0,
    strip,
  });
  const onScreen = useMemo(() => onScreenOf(position, exact, playerShown), [position, exact, playerShown]);
  return { canvas, video, zoomPan, playback, exact, onScreen, decoderFailure: failure };
}

/** The prepared pictures of key frames, as far as they are there. */
function useStrip(sha256: string) {
  const { pictures, nearest } = useFilmstripFile(sha256);
  return useMemo(
    () => ({ nearest, subscribe: (listener: () => void) => pictures?.subscribe(listener) ?? (() => undefined) }),
    [pictures, nearest],
  );
}
