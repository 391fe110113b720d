import { resolve } from 'node:path';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { warnOfFolder } from './folder-warning.ts';
import { newPassphrase } from './passphrase-prompt.ts';

export type ChangePassphrase = (dir: string, current: string, next: string) => Promise<void>;

/** `aigaq passphrase DIR`: puts a sealed library under another passphrase. */
export const passphraseCommand = (change: ChangePassphrase) => (cli: CliContext) =>
  cli
    .command('passphrase', 'change the passphrase of a sealed library')
    .argument('<dir>', 'the library')
    .addHelpText(
      'after',
      '\nThe old one comes from AIGAQ_PASSPHRASE and the new one from AIGAQ_NEW_PASSPHRASE, or both are asked for.',
    )
    .action(async (given: string, _options: CommonOptions) => {
      const { passphrases } = cli.session;
      const path = resolve(given);
      const current = passphrases.given ?? (await passphrases.ask('Passphrase')) ?? '';
      const next = await newPassphrase(passphrases, passphrases.next, 'AIGAQ_NEW_PASSPHRASE');
      await change(path, current, next);
      warnOfFolder(cli.session, path);
      cli.answer(
        { library: { path } },
        () => 'The passphrase has been changed. Copies of the folder made before still open with the old one.',
      );
    });
