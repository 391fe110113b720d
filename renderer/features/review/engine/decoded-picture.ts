import type { StagePicture, Turn } from './picture-desk.ts';

/** What a decoder put out, as the stage draws it. The frame is closed with it. */
export const stagePicture = (n: number, frame: VideoFrame, proven: boolean, turn: Turn): StagePicture => ({
  n,
  proof: proven ? 'md5' : 'none',
  image: frame,
  turn,
  width: frame.displayWidth,
  height: frame.displayHeight,
  close: () => frame.close(),
});

/** Four bytes a pixel at most, for formats that do not say. */
export function bytesOf(frame: VideoFrame): number {
  return frame.format === null ? frame.codedWidth * frame.codedHeight * 4 : frame.allocationSize();
}
