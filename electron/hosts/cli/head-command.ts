import { resolve } from 'node:path';
import { headLine, headShort } from '../../../shared/ledger-head.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { keptHead } from './kept-head.ts';

interface HeadOptions extends CommonOptions {
  readonly out?: string;
  readonly since?: string;
}

/** `aigaq head DIR [--out FOLDER [--since HEAD]]` */
export const headCommand: CliCommand = (cli) =>
  cli
    .command('head', 'say where the custody ledger ends, or write that signed into a folder')
    .argument('<dir>', 'the library')
    .option('--out <folder>', 'new folder for the signed head, to be kept away from the library')
    .option('--since <head>', 'with --out: an earlier head, from which the ledger is proven to have grown')
    .action(async (dir: string, { out, since, ...options }: HeadOptions) => {
      const earlier = since === undefined ? undefined : keptHead(since);
      const { head, path, files } = await cli.library(dir, 'read', options, async (library) =>
        out === undefined
          ? { head: await library.call('custody.head', {}), path: null, files: [] }
          : library.call('custody.exportHead', { out: resolve(out), since: earlier }),
      );
      const where = path === null ? '' : `\nin ${path}: ${files.join(', ')}`;
      cli.answer({ head, path, files }, () => `${headLine(head)}\n${headShort(head)}${where}`);
    });
