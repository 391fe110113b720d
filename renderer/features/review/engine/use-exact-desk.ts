import { useEffect, useState } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameList } from '../../../../shared/frames.ts';
import { media } from '../../../host/media-urls.ts';
import { ExactPictures } from './exact-pictures.ts';
import { corePicture, takeFirstPicture } from './first-picture.ts';
import { openFrameWorker } from './open-frame-worker.ts';
import type { Turn } from './picture-desk.ts';
import { PictureLoader } from './picture-loader.ts';
import type { SourceFailure } from './source-picture.ts';

export interface ExactDesk {
  readonly desk: ExactPictures;
  /** Why the browser's decoder is not used for this recording; null while it is. */
  readonly failure: SourceFailure | null;
}

export const turnOf = ({ rotation }: Pick<Item, 'rotation'>): Turn =>
  rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0;

function openDesk(item: Item, index: FrameList, onFailure: (failure: SourceFailure) => void): ExactPictures {
  const { sha256, width, height } = item;
  return new ExactPictures({
    original: media.original(sha256),
    prints: media.prints(sha256),
    index,
    turn: turnOf(item),
    bytesEach: (width ?? 1920) * (height ?? 1080) * 1.5,
    core: new PictureLoader((n, wide, signal) => takeFirstPicture(sha256, n) ?? corePicture(sha256, n, wide, signal)),
    connect: openFrameWorker,
    onFailure,
  });
}

/** The pictures of the open recording; begun anew with a new list of frames. */
export function useExactDesk(item: Item, index: FrameList): ExactDesk {
  const [failed, setFailed] = useState<{ index: FrameList; failure: SourceFailure } | null>(null);
  // Nothing is opened before the first picture is wanted.
  const open = () => ({ index, desk: openDesk(item, index, (failure) => setFailed({ index, failure })) });
  const [held, hold] = useState(open);
  if (held.index !== index) hold(open());
  const { desk } = held;
  useEffect(() => () => desk.close(), [desk]);
  return { desk, failure: failed?.index === index ? failed.failure : null };
}
