import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { writeWholeFile } from '../../core/app.ts';
import { type CliCommand, type CommonOptions, wholeNumber } from './cli-context.ts';

interface StillOptions extends CommonOptions {
  readonly frame: number;
  readonly out: string;
}

/** `aigaq still DIR ID --frame N --out FILE.png` */
export const stillCommand: CliCommand = (cli) =>
  cli
    .command('still', 'write one picture of a recording as PNG')
    .argument('<dir>', 'the library')
    .argument('<id>', 'the recording')
    .requiredOption('--frame <n>', 'number of the picture, from 0', wholeNumber)
    .requiredOption('--out <file>', 'PNG file to write')
    .action(async (dir: string, id: string, options: StillOptions) => {
      const file = resolve(options.out);
      const { frame, sha256 } = await cli.library(dir, 'read', options, async (library) => {
        const still = await library.call('evidence.still', { id, frame: options.frame });
        const png = await library.read(still.url);
        await writeWholeFile(file, png);
        return { frame: still.frame, sha256: createHash('sha256').update(png).digest('hex') };
      });
      cli.answer({ frame, file, sha256 }, () => `Frame ${frame.n} (PTS ${frame.pts}) is in ${file}.`);
    });
