import { resolve } from 'node:path';
import type { LibraryInfo } from '../../../shared/library.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { warnOfFolder } from './folder-warning.ts';
import { newPassphrase } from './passphrase-prompt.ts';

export interface NewLibrary {
  readonly dir: string;
  readonly title: string;
  readonly operator: string;
  /** Seals the library. */
  readonly passphrase?: string | undefined;
}

/** Nobody's account name gets into a ledger by itself: bundles carry it. */
const UNNAMED = 'operator not named';

/** `aigaq init DIR --title T [--sealed]` */
export const initCommand = (create: (library: NewLibrary) => Promise<LibraryInfo>) => (cli: CliContext) =>
  cli
    .command('init', 'make a new case library')
    .argument('<dir>', 'folder of the library: new, or empty')
    .requiredOption('--title <text>', 'title of the case')
    .option('--sealed', 'encipher the library under a passphrase (AIGAQ_PASSPHRASE, or you are asked)')
    .action(async (dir: string, options: CommonOptions & { title: string; sealed?: true }) => {
      const { title, operator = UNNAMED } = options;
      const { passphrases } = cli.session;
      const passphrase = options.sealed && (await newPassphrase(passphrases, passphrases.given, 'AIGAQ_PASSPHRASE'));
      const { id, path, schemaVersion } = await create({ dir: resolve(dir), title, operator, passphrase });
      warnOfFolder(cli.session, path);
      cli.answer({ library: { id, title, path, schemaVersion } }, () =>
        options.sealed
          ? `Made the sealed library “${title}” in ${path}. Without the passphrase nobody can open it, and nobody can restore it.`
          : `Made the library “${title}” in ${path}.`,
      );
    });
