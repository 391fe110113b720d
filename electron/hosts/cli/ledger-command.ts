import { headLine } from '../../../shared/ledger-head.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { columns } from './plain-text.ts';

/** `aigaq ledger DIR` */
export const ledgerCommand: CliCommand = (cli) =>
  cli
    .command('ledger', 'list every entry of the custody ledger')
    .argument('<dir>', 'the library')
    .action(async (dir: string, options: CommonOptions) => {
      const { entries, head } = await cli.library(dir, 'read', options, (library) =>
        library.call('custody.ledger', {}),
      );
      cli.answer({ entries, head }, () => {
        const rows = entries.map(({ seq, at, action, subject, operator }) => [
          String(seq),
          at,
          action,
          subject ?? '',
          operator,
        ]);
        return `${columns(rows)}\nhead ${headLine(head)} (last entry ${head.hash})`;
      });
    });
