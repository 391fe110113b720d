import type { Annotations } from '../../../shared/annotation.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { jsonFile } from './json-file.ts';
import { visible } from './plain-text.ts';

interface AnnotateOptions extends CommonOptions {
  readonly file: string;
}

/** `aigaq annotate DIR MARKID --file annotations.json`: puts these in the place of all that the mark has. */
export const annotateCommand: CliCommand = (cli) =>
  cli
    .command('annotate', 'put annotations and redactions on the pictures of a mark, in the place of those it has')
    .argument('<dir>', 'the library')
    .argument('<markid>', 'the mark')
    .requiredOption('--file <path>', 'JSON file: version, shapes and sound; see “Annotations” in data-format.md')
    .action(async (dir: string, markId: string, options: AnnotateOptions) => {
      // What it holds is for the core to judge; it names every field that is wrong.
      const annotations = jsonFile(options.file) as Annotations;
      const { mark, outside } = await cli.library(dir, 'write', options, (library) =>
        library.call('annotations.set', { markId, annotations }),
      );
      cli.answer({ mark }, () => {
        const out = outside.length === 0 ? '' : `; outside the mark: ${outside.map(visible).join(', ')}`;
        const many = mark.annotations === 1 ? '1 annotation' : `${mark.annotations} annotations`;
        return `${many} on ${mark.id}: ${visible(mark.title)}${out}`;
      });
    });
