import type { CliCommand, CommonOptions } from './cli-context.ts';
import { columns } from './plain-text.ts';

/** `aigaq codebook DIR` */
export const codebookCommand: CliCommand = (cli) =>
  cli
    .command('codebook', 'list the violation types that marks can carry')
    .argument('<dir>', 'the library')
    .action(async (dir: string, options: CommonOptions) => {
      const codebook = await cli.library(dir, 'read', options, (library) => library.call('codebook.get', {}));
      cli.answer(codebook, () => columns(codebook.types.map((type) => [type.code, type.label.en])));
    });
