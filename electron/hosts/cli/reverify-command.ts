import type { CliCommand, CommonOptions } from './cli-context.ts';
import { EXIT } from './exit-codes.ts';

/** `aigaq reverify DIR MARKID`; the outcome is kept with the mark, hence it writes. */
export const reverifyCommand: CliCommand = (cli) =>
  cli
    .command('reverify', 'decode the original again and compare the pictures of a mark')
    .argument('<dir>', 'the library')
    .argument('<mark>', 'the mark')
    .action(async (dir: string, id: string, options: CommonOptions) => {
      const { ok, firstDifference } = await cli.library(dir, 'write', options, (library) =>
        library.call('marks.reverify', { id }),
      );
      cli.answer(
        { ok, firstDifference },
        () =>
          ok ? 'Every picture is the one that was marked.' : `Frame ${firstDifference} differs from what was marked.`,
        ok ? EXIT.done : EXIT.failed,
      );
    });
