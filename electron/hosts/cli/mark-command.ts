import { InvalidArgumentError } from 'commander';
import type { Region } from '../../../shared/mark.ts';
import { type CliCommand, type CommonOptions, gathered, wholeNumber } from './cli-context.ts';
import { markExtent } from './item-text.ts';
import { visible } from './plain-text.ts';

interface MarkOptions extends CommonOptions {
  readonly in?: number;
  readonly out?: number;
  readonly page?: number;
  readonly region?: Region;
  readonly title: string;
  readonly violation?: readonly string[];
  readonly note?: string;
  readonly place?: string;
}

/** `x,y,w,h` as fractions of the page. */
export function readRegion(value: string): Region {
  const [x, y, width, height, ...more] = value
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const numbers = [x, y, width, height];
  if (more.length > 0 || !numbers.every((number) => typeof number === 'number' && Number.isFinite(number))) {
    throw new InvalidArgumentError('It must be x,y,w,h with each between 0 and 1.');
  }
  return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
}

/** `aigaq mark DIR ID --in N --out M --title T …`, for documents `--page N [--region x,y,w,h]` */
export const markCommand: CliCommand = (cli) =>
  cli
    .command('mark', 'mark pictures of a recording, or a page of a document')
    .argument('<dir>', 'the library')
    .argument('<id>', 'the evidence')
    .requiredOption('--title <text>', 'what there is to see')
    .option('--in <n>', 'first picture', wholeNumber)
    .option('--out <n>', 'last picture; it belongs to the mark', wholeNumber)
    .option('--page <n>', 'page of a document, from 1', wholeNumber)
    .option('--region <x,y,w,h>', 'part of the page, as fractions of its width and height', readRegion)
    .option('--violation <code>', 'violation type of the codebook; may be given several times', gathered)
    .option('--note <text>', 'a note')
    .option('--place <code>', 'code of the place, when it differs from that of the evidence')
    .action(async (dir: string, id: string, options: MarkOptions) => {
      const { title, in: first, out: last, page, region, violation, note, place } = options;
      const mark = await cli.library(dir, 'write', options, (library) =>
        library.call('marks.create', {
          evidenceId: id,
          title,
          in: first,
          out: last,
          page,
          region,
          violations: violation ? [...violation] : undefined,
          note,
          place,
        }),
      );
      cli.answer({ mark }, () => `Marked ${markExtent(mark)} as ${mark.id}: ${visible(mark.title)}`);
    });
