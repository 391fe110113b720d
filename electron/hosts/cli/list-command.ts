import type { CliCommand, CommonOptions } from './cli-context.ts';
import { itemDocument } from './item-document.ts';
import { itemRow } from './item-text.ts';
import { columns } from './plain-text.ts';

/** `aigaq list DIR` */
export const listCommand: CliCommand = (cli) =>
  cli
    .command('list', 'list all evidence')
    .argument('<dir>', 'the library')
    .action(async (dir: string, options: CommonOptions) => {
      const items = await cli.library(dir, 'read', options, (library) => library.call('evidence.list', {}));
      cli.answer({ items: items.map(itemDocument) }, () =>
        items.length > 0 ? columns(items.map(itemRow)) : 'The library holds no evidence yet.',
      );
    });
