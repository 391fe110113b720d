import { type CliCommand, type CommonOptions, wholeNumber } from './cli-context.ts';
import { columns, counted } from './plain-text.ts';

interface SearchOptions extends CommonOptions {
  readonly violation?: string;
  readonly place?: string;
  readonly limit?: number;
}

/** The isolates that mark matched words are for the screen; a terminal shows them as clutter. */
const plain = (snippet: string) => snippet.replace(/[\u2068\u2069]/gu, '');

/** `aigaq search DIR QUERY [--violation CODE] [--place CODE] [--limit N]` */
export const searchCommand: CliCommand = (cli) =>
  cli
    .command('search', 'find marks, evidence and places by their words')
    .argument('<dir>', 'the library')
    .argument('<query>', 'words to find')
    .option('--violation <code>', 'only marks with this violation type')
    .option('--place <code>', 'only what is at this place')
    .option('--limit <n>', 'at most this many hits (default: 50)', wholeNumber)
    .action(async (dir: string, query: string, options: SearchOptions) => {
      const { violation, place, limit } = options;
      const { hits, total } = await cli.library(dir, 'read', options, (library) =>
        library.call('search.query', { query, violation, place, limit }),
      );
      cli.answer({ hits, total }, () => {
        const rows = hits.map((hit) => [hit.kind, hit.id, hit.title, plain(hit.snippet)]);
        return [columns(rows), `${counted(total, 'hit')}, ${hits.length} shown.`]
          .filter((part) => part !== '')
          .join('\n');
      });
    });
