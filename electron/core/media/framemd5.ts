import type { TimeBase } from '../../../shared/time.ts';

/** What the header of ffmpeg's framemd5 says about the pictures that follow. */
export interface Framemd5Header {
  timeBase: TimeBase;
  width: number;
  height: number;
}

export type OnFrame = (pts: number, md5: string) => void;

const ROW = /^0,\s*(-?\d+),\s*(-?\d+),\s*(-?\d+),\s*(\d+),\s*([0-9a-f]{32})/;

/** Reads ffmpeg's framemd5 as it comes, in chunks of any size, and hands over one picture after the other. */
export function framemd5Reader(onFrame: OnFrame): {
  header: Framemd5Header;
  push(chunk: Buffer | string): void;
  end(): void;
} {
  const header: Framemd5Header = { timeBase: [1, 1], width: 0, height: 0 };
  let rest = '';
  const line = (text: string) => {
    const row = ROW.exec(text);
    if (row) onFrame(Number(row[2]), row[5] ?? '');
    else if (text.startsWith('#')) readHeader(header, text);
  };
  return {
    header,
    push: (chunk) => {
      const lines = (rest + chunk.toString('latin1' as BufferEncoding)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) line(text);
    },
    end: () => {
      if (rest !== '') line(rest);
      rest = '';
    },
  };
}

function readHeader(header: Framemd5Header, text: string): void {
  const base = /^#tb 0: (\d+)\/(\d+)/.exec(text);
  if (base) header.timeBase = [Number(base[1]), Number(base[2])];
  const size = /^#dimensions 0: (\d+)x(\d+)/.exec(text);
  if (size) {
    header.width = Number(size[1]);
    header.height = Number(size[2]);
  }
}
