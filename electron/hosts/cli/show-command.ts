import type { CliCommand, CommonOptions } from './cli-context.ts';
import { itemDocument } from './item-document.ts';
import { markRow } from './item-text.ts';
import { columns } from './plain-text.ts';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `aigaq show DIR ID` */
export const showCommand: CliCommand = (cli) =>
  cli
    .command('show', 'show everything known about one piece of evidence, and its marks')
    .argument('<dir>', 'the library')
    .argument('<id>', 'the evidence')
    .action(async (dir: string, id: string, options: CommonOptions) => {
      const { item, metadata, marks } = await cli.library(dir, 'read', options, (library) =>
        library.call('evidence.show', { id }),
      );
      cli.answer({ item: itemDocument(item), metadata, marks }, () => {
        const facts = Object.entries(item).filter(([, value]) => value !== null && !Array.isArray(value));
        const streams = metadata.streams.map((stream) => [
          `stream ${stream.index}`,
          `${stream.type}, ${stream.description}`,
        ]);
        const warnings = item.warnings.map((warning) => ['warning', warning.message]);
        const rows = [...facts.map(([name, value]) => [name, shown(value)]), ...streams, ...warnings];
        return [columns(rows), columns(marks.map(markRow))].filter((part) => part !== '').join('\n');
      });
    });
