import { type AacShape, aacFrames } from './aac-frames.ts';
import { mediaDataHead } from './iso-boxes.ts';
import { fileType, soundTables } from './sound-boxes.ts';

/** Media data is gathered up to this much, so that a reader finds the tables at the end after few steps. */
const RUN_BYTES = 4 << 20;

/** Writes a sound as MP4, from start to end, as its encoder gives it: nothing is gone back to, so it can be sealed. */
export interface SoundWriter {
  /** Takes ADTS as it comes from the encoder. */
  push(chunk: Buffer): void;
  /** Writes the tables. False when there was no sound; then the file is none. */
  end(): boolean;
}

/** `write` receives the file piece by piece. */
export function soundWriter(write: (data: Buffer) => void): SoundWriter {
  const sizes: number[] = [];
  const runs: { offset: number; frames: number }[] = [];
  let shape: AacShape | null = null;
  let run: Buffer[] = [];
  let runBytes = 0;
  let position = 0;

  const put = (data: Buffer) => {
    write(data);
    position += data.length;
  };
  const endRun = () => {
    if (run.length === 0) return;
    put(mediaDataHead(runBytes));
    runs.push({ offset: position, frames: run.length });
    put(Buffer.concat(run));
    run = [];
    runBytes = 0;
  };
  const frames = aacFrames((frame, found) => {
    if (shape === null) put(fileType());
    shape = found;
    sizes.push(frame.length);
    run.push(frame);
    runBytes += frame.length;
    if (runBytes >= RUN_BYTES) endRun();
  });
  return {
    push: frames.push,
    end() {
      endRun();
      // The first frame only fills the decoder.
      if (shape === null || sizes.length < 2) return false;
      put(soundTables({ shape, sizes, runs }));
      return true;
    },
  };
}
