import { resolve } from 'node:path';
import type { Backup, Recovered, RecoveryReport } from '../../../shared/recovery.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { EXIT } from './exit-codes.ts';
import { warnOfFolder } from './folder-warning.ts';
import { withPassphrase } from './passphrase-prompt.ts';
import { bytesText, columns, counted } from './plain-text.ts';

/** Which library is recovered, and by whom. */
export interface RecoveryWhere {
  readonly libraryDir: string;
  readonly operator: string | undefined;
  /** Of a sealed library. */
  readonly passphrase: string | undefined;
}

/** What these commands reach: a library that does not open is not opened for them. */
export interface Recovery {
  readonly report: (dir: string, passphrase: string | undefined) => Promise<RecoveryReport>;
  readonly restore: (what: RecoveryWhere & { readonly backup: string }) => Promise<Recovered>;
  readonly rebuild: (where: RecoveryWhere) => Promise<Recovered>;
}

const entriesText = (count: number): string => counted(count, 'entry', 'entries');

function sinceText({ broughtBack, missing }: Backup): string {
  const back = broughtBack === 0 ? '' : `${entriesText(broughtBack)} since come back from the ledger`;
  const gone = missing === 0 ? '' : `${entriesText(missing)} since would be missing`;
  return [back, gone].filter((text) => text !== '').join('; ') || 'nothing since';
}

function reportText({ problem, backups, ledger }: RecoveryReport): string {
  const rows = backups.map((backup) => [
    backup.name,
    backup.at,
    entriesText(backup.entries),
    bytesText(backup.bytes),
    backup.problem ?? 'checked, whole',
    sinceText(backup),
  ]);
  const source = ledger.source === null ? 'No ledger was found' : `The ledger in ${ledger.source} holds`;
  return [
    problem ?? 'Nothing is wrong with the database.',
    ...(ledger.problem === null ? [] : [ledger.problem]),
    ledger.source === null ? `${source}.` : `${source} ${entriesText(ledger.entries)}.`,
    rows.length === 0 ? 'There are no backups.' : columns(rows),
  ].join('\n');
}

function recoveredText(recovered: Recovered): string {
  const { from, entries, replayed, setAside, newKey, caseHash, complete } = recovered;
  const { missingOriginals, missingPictures } = recovered;
  return [
    from === null
      ? `Rebuilt from the ledger: ${entriesText(replayed)} replayed.`
      : `Restored ${from}: ${entriesText(replayed)} made since came back from the ledger.`,
    `The ledger now has ${entriesText(entries)}. Case hash ${caseHash}.`,
    ...(setAside.length === 0 ? [] : [`What was there before is kept in backups: ${setAside.join(', ')}.`]),
    ...(newKey ? ['The signing key was lost. A new one was made; its ledger entry names the old one.'] : []),
    ...missingOriginals.map(({ id, originalName, sha256 }) => `Original missing: ${id} ${originalName} (${sha256})`),
    ...missingPictures.map(({ id, title }) => `Picture list of mark ${id} “${title}” was not found again.`),
    ...(complete ? [] : ['The tables do not hold all that the ledger says. Verify the library to see what differs.']),
  ].join('\n');
}

/** Done in part when something that belongs to the case is not there. */
const exitOf = ({ complete, missingOriginals }: Recovered): number =>
  complete && missingOriginals.length === 0 ? EXIT.done : EXIT.partly;

/** `aigaq backups DIR` */
export const backupsCommand = (recovery: Recovery) => (cli: CliContext) =>
  cli
    .command('backups', 'list the backups of a library and what is wrong with its database')
    .argument('<dir>', 'the library')
    .action(async (dir: string) => {
      const report = await withPassphrase(cli.session.passphrases, (passphrase) =>
        recovery.report(resolve(dir), passphrase),
      );
      cli.answer(report, () => reportText(report));
    });

/** `aigaq restore DIR --backup NAME` */
export const restoreCommand = (recovery: Recovery) => (cli: CliContext) =>
  cli
    .command('restore', 'put a backup in the place of the database; the old one is kept')
    .argument('<dir>', 'the library')
    .requiredOption('--backup <name>', 'name of the backup, as `aigaq backups` lists it')
    .action(async (dir: string, { operator, backup }: CommonOptions & { backup: string }) => {
      const recovered = await withPassphrase(cli.session.passphrases, (passphrase) =>
        recovery.restore({ libraryDir: resolve(dir), operator, passphrase, backup }),
      );
      warnOfFolder(cli.session, resolve(dir));
      cli.answer({ recovered }, () => recoveredText(recovered), exitOf(recovered));
    });

/** `aigaq rebuild DIR` */
export const rebuildCommand = (recovery: Recovery) => (cli: CliContext) =>
  cli
    .command('rebuild', 'make the database anew from originals and ledger; the old one is kept')
    .argument('<dir>', 'the library')
    .action(async (dir: string, { operator }: CommonOptions) => {
      const recovered = await withPassphrase(cli.session.passphrases, (passphrase) =>
        recovery.rebuild({ libraryDir: resolve(dir), operator, passphrase }),
      );
      warnOfFolder(cli.session, resolve(dir));
      cli.answer({ recovered }, () => recoveredText(recovered), exitOf(recovered));
    });
