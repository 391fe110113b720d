import type { FrameIndex } from '../../../shared/frames.ts';
import { ptsText } from '../../../shared/time.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';

/** The frame index as a list of pictures. */
export function framesDocument({ timeBase, pts, keys }: FrameIndex): object {
  const key = new Set(keys);
  return { timeBase, frames: pts.map((at, n) => ({ n, pts: at, key: key.has(n) })) };
}

/** `aigaq frames DIR ID` */
export const framesCommand: CliCommand = (cli) =>
  cli
    .command('frames', 'list the pictures of a recording with their PTS')
    .argument('<dir>', 'the library')
    .argument('<id>', 'the recording')
    .action(async (dir: string, id: string, options: CommonOptions) => {
      const index = await cli.library(dir, 'read', options, (library) => library.call('evidence.frames', { id }));
      const key = new Set(index.keys);
      cli.answer(framesDocument(index), () =>
        index.pts
          .map((pts, n) => `${n}\t${pts}\t${ptsText(pts, index.timeBase)}${key.has(n) ? '\tkey' : ''}`)
          .join('\n'),
      );
    });
