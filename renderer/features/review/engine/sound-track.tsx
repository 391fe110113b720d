import { memo, type RefObject, useLayoutEffect } from 'react';
import { media } from '../../../host/media-urls.ts';

interface SoundTrackProps {
  readonly sha256: string;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly track: RefObject<HTMLAudioElement | null>;
  /** Whether there is sound beside the pictures; the video element has its own. */
  readonly beside: boolean;
  readonly muted: boolean;
  /** 0 to 1, for whichever of both is heard. */
  readonly volume: number;
}

/** The sound beside a review copy. It is heard and not seen; its time 0 is the first picture's. */
export const SoundTrack = memo(function SoundTrack({ sha256, video, track, beside, muted, volume }: SoundTrackProps) {
  useLayoutEffect(() => {
    for (const element of [video.current, beside ? track.current : null]) if (element) element.volume = volume;
  }, [video, track, beside, volume]);
  if (!beside) return null;
  // Captions: an original recording has none; what is heard belongs into the note.
  return (
    <audio ref={track} src={media.sound(sha256)} preload="auto" muted={muted} tabIndex={-1} aria-hidden="true">
      <track kind="captions" />
    </audio>
  );
});
