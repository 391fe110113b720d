import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, changePassphrase, createLibrary, verifyBundle } from '../../../electron/core/app.ts';
import { connect } from '../../../electron/core/db/connect.ts';
import { newestVersion } from '../../../electron/core/db/migrate.ts';
import { unwatched } from '../../../electron/core/progress.ts';
import { rebuildLibrary } from '../../../electron/core/recovery/recover-library.ts';
import type { LibraryKeys, LibraryPlace, SharedBytes } from '../../../electron/core/seal/library-keys.ts';
import { lineSeal } from '../../../electron/core/seal/sealed-line.ts';
import { isSealed, KEY_FILE } from '../../../electron/core/store/library-key-file.ts';
import type { VerifyJobResult } from '../../../shared/api.ts';
import { toEnvelope } from '../../../shared/errors.ts';
import { filesIn, importAll, OPERATOR } from '../../support/case-library.ts';
import { PASSPHRASE } from '../../support/sealed-library.ts';
import { databaseOf, ledgerOf, recovering } from '../../support/whole-case.ts';
import { acked, type Fact, failures, type Said } from './fault-facts.ts';
import { type Kind, keyFileOpeners, keysOf, openEither, originalName, plainHash } from './library-opening.ts';
import { folders, freshIn, NEXT_PASSPHRASE, NEXT_STEPS, type Scenario } from './scenario-steps.ts';

/** Opening may take this long after whatever happened, in milliseconds: a passphrase alone takes a whole core for a while. */
const MOST_OPENING: Readonly<Record<Kind, number>> = { plain: 5000, sealed: 15_000 };

/**
 * Opens what a fault left in `dir` and says what is wrong with it: something that was answered and is not there,
 * something half under a final name, a problem that `verify` finds, or work that cannot be done again (where asked:
 * an export takes most of the time).
 */
export async function faultsIn(
  scenario: Scenario,
  dir: string,
  said: readonly Said[],
  again = true,
): Promise<string[]> {
  const faults: string[] = [];
  try {
    await JUDGES[scenario](dir, said, (fault) => faults.push(fault), again);
  } catch (error) {
    const { code, message } = toEnvelope(error);
    faults.push(`${code}: ${message}${error instanceof Error && code === 'internal' ? error.stack : ''}`);
  }
  return faults;
}

/** Doing it again takes seconds, so that it is tried after some faults only. */
export const isDear = (scenario: Scenario): boolean => scenario === 'export' || scenario === 'passphrase';

type Blame = (fault: string) => void;
type Judge = (dir: string, said: readonly Said[], blame: Blame, again: boolean) => Promise<void>;

const factsOf = <K extends Fact['kind']>(said: readonly Said[], kind: K) =>
  acked(said).filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);

/** Opens a library and looks at the clock. */
async function openInTime(library: string, blame: Blame, passphrase?: string): Promise<Core> {
  const most = MOST_OPENING[isSealed(library) ? 'sealed' : 'plain'];
  const started = performance.now();
  const core = await openEither(library, passphrase);
  const took = Math.round(performance.now() - started);
  if (took > most) blame(`opening took ${took} ms`);
  return core;
}

async function blameVerify(core: Core, when: string, blame: Blame): Promise<void> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  if (job?.state !== 'done') return blame(`verify ${when}: ${JSON.stringify(job?.error)}`);
  for (const { code, message } of (job.result as VerifyJobResult).problems) blame(`verify ${when}: ${code} ${message}`);
}

/** Everything that holds of a library after any fault; `again` does the interrupted work once more. */
async function judgeLibrary(
  dir: string,
  said: readonly Said[],
  blame: Blame,
  again: (core: Core) => Promise<void>,
  passphrase = PASSPHRASE,
): Promise<void> {
  const { library } = folders(dir);
  const keys = await keysOf(library, passphrase);
  blameLedgerCopy(library, keys, said, blame);
  blamePlainWords(library, blame);
  const core = await openInTime(library, blame, passphrase);
  try {
    await blameVerify(core, 'after the fault', blame);
    await blameLosses(core, { libraryDir: library, keys }, said, blame);
    await blameOriginals(core, { libraryDir: library, keys }, blame);
    await again(core);
    await blameVerify(core, 'after doing it again', blame);
  } finally {
    await core.close();
  }
}

/** What can be read in every library of a room unless it is sealed; the lock holds nothing, and is plain. */
const WORDS = [OPERATOR, 'library.created', 'one page of text', 'SQLite format 3', '\x89PNG\r\n'];

/** Whatever is cut off on its way into a sealed library, it never lay there in clear. */
function blamePlainWords(library: string, blame: Blame): void {
  if (!isSealed(library)) return;
  for (const name of filesIn(library).filter((path) => path !== 'library.lock')) {
    const bytes = readFileSync(join(library, name));
    for (const word of WORDS) if (bytes.includes(word, 0, 'latin1')) blame(`${name} says ${word}`);
  }
}

/**
 * Every entry stands beside the database before anybody is answered (decision 28), in an unbroken chain. Whoever was told
 * that this failed was told as well that the copy is not complete.
 */
function blameLedgerCopy(library: string, keys: LibraryKeys | null, said: readonly Said[], blame: Blame): void {
  const heads = factsOf(said, 'head');
  if (failures(said).length > 0 || heads.length === 0) return;
  const { open } = lineSeal(keys?.ledger ?? null);
  const lines = readFileSync(ledgerOf(library), 'utf8').split('\n').slice(0, -1);
  const answered = Math.max(...heads.map(({ count }) => count));
  const entries = lines.slice(0, answered).map((line) => entryOf(open(line)));
  if (entries.length < answered) blame(`ledger.jsonl ends after ${entries.length} entries of ${answered} answered`);
  const isNext = (n: number) => entries[n]?.seq === n + 1 && (n === 0 || entries[n]?.prev === entries[n - 1]?.hash);
  const broken = entries.findIndex((_, n) => !isNext(n));
  if (broken >= 0) blame(`line ${broken + 1} of ledger.jsonl is not its entry`);
  for (const { count, hash } of heads) {
    if (entries[count - 1]?.hash !== hash) blame(`line ${count} of ledger.jsonl is not the entry that was answered`);
  }
}

function entryOf(line: string | null): { seq: number; prev: string; hash: string } | null {
  try {
    return JSON.parse(line ?? '') as { seq: number; prev: string; hash: string };
  } catch {
    return null;
  }
}

/** `verify` has compared the tables with the ledger, so whoever's head is in the chain has lost nothing. */
async function blameLosses(
  core: Core,
  { libraryDir: library, keys }: LibraryPlace,
  said: readonly Said[],
  blame: Blame,
): Promise<void> {
  const { entries } = await core.call('custody.ledger', {});
  for (const { count, hash } of factsOf(said, 'head')) {
    if (entries[count - 1]?.hash !== hash) blame(`ledger entry ${count} was answered and is not there`);
  }
  const held = new Set((await core.call('evidence.list', {})).map((item) => item.sha256));
  for (const { sha256 } of factsOf(said, 'item')) if (!held.has(sha256)) blame(`imported and not there: ${sha256}`);
  const waiting = new Set((await core.call('jobs.list', {})).map((job) => job.id));
  for (const { id, sha256 } of factsOf(said, 'jobs').flatMap(({ jobs }) => jobs)) {
    if (!held.has(sha256) && !waiting.has(id)) blame(`job ${id} was answered and is neither done nor waiting`);
  }
  const asked = factsOf(said, 'jobs').length > 0;
  for (const { upload, sha256 } of factsOf(said, 'upload')) {
    const path = join(library, 'incoming', upload);
    // An upload that no job waits for yet is given up with its session.
    if (held.has(sha256) || !asked) continue;
    if (!existsSync(path)) blame(`upload ${upload} was answered and is not there`);
    else if ((await plainHash(path, keys, `upload\n${upload}`)) !== sha256)
      blame(`upload ${upload} is not what was sent`);
  }
}

/** Every item has its original under the one name that is meant for it, and it opens to the bytes of the item. */
async function blameOriginals(core: Core, { libraryDir: library, keys }: LibraryPlace, blame: Blame): Promise<void> {
  const folder = join(library, 'originals');
  const items = (await core.call('evidence.list', {})).map(({ sha256 }) => sha256);
  const owners = new Map(items.map((sha256) => [originalName(keys, sha256), sha256]));
  const files = existsSync(folder) ? filesIn(folder) : [];
  if (files.join() !== [...owners.keys()].sort().join()) blame(`originals are ${files.join()}`);
  for (const name of files) {
    const path = join(folder, name);
    const sha256 = owners.get(name);
    if (sha256 !== undefined && (await plainHash(path, keys, `original\n${sha256}`)) !== sha256)
      blame(`${name} is half`);
    if ((statSync(path).mode & 0o222) !== 0) blame(`${name} may be written to`);
  }
}

async function judgeCreation(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  const { fresh } = folders(dir);
  const made = factsOf(said, 'library').length > 0;
  const there = existsSync(join(fresh, 'library.sqlite'));
  if (made && !there) return blame('the library was answered and is not there');
  if (made) blameBeside(fresh, freshIn(dir).passphrase !== undefined, blame);
  const again = freshIn(dir);
  if (!there) await createLibrary(again);
  if (isSealed(fresh) !== (again.passphrase !== undefined)) blame('the new library is of the other kind');
  blamePlainWords(fresh, blame);
  const core = await openInTime(fresh, blame);
  try {
    await blameVerify(core, 'of the new library', blame);
    if ((await core.call('custody.head', {})).count < 1) blame('the new library has no ledger');
  } finally {
    await core.close();
  }
}

/** What a new library has beside its database: its key stands nowhere else. */
function blameBeside(library: string, sealed: boolean, blame: Blame): void {
  const keyFiles = sealed ? [KEY_FILE, `backups/${KEY_FILE}`] : [];
  for (const name of ['ledger.jsonl', 'library.sqlite.sha256', ...keyFiles]) {
    if (!existsSync(join(library, name))) blame(`the library was answered without ${name}`);
  }
  if (!readdirSync(join(library, 'backups')).some((name) => name.endsWith('.sqlite'))) {
    blame('the library was answered without a backup');
  }
}

function judgeImport(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  const { sources } = folders(dir);
  return judgeLibrary(dir, said, blame, async (core) => {
    const files = readdirSync(sources).map((name) => join(sources, name));
    for (const { outcome, path } of await importAll(core, files)) {
      if (outcome === 'refused') blame(`${path} cannot be imported again`);
    }
  });
}

function judgeEdits(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  return judgeLibrary(dir, said, blame, async (core) => {
    const [item] = await core.call('evidence.list', {});
    const { id } = await core.call('marks.create', { evidenceId: item?.id ?? '', page: 1, title: 'Again' });
    await core.call('marks.update', { id, note: 'changed' });
    await core.call('history.undo', {});
    await core.call('history.redo', {});
    const mark = (await core.call('marks.list', {})).find((one) => one.id === id);
    if (mark?.note !== 'changed') blame('an edit cannot be done again');
  });
}

async function judgeExport(dir: string, said: readonly Said[], blame: Blame, again: boolean): Promise<void> {
  const { bundle } = folders(dir);
  const there = existsSync(bundle);
  if (factsOf(said, 'bundle').length > 0 && !there) blame('the bundle was answered and is not there');
  await judgeLibrary(dir, said, blame, async (core) => {
    if (there || !again) return;
    const { id } = await core.call('exhibits.export', { out: bundle, withOriginals: true });
    const [job] = await core.call('jobs.wait', { ids: [id] });
    if (job?.state !== 'done') blame(`export again: ${JSON.stringify(job?.error)}`);
  });
  if (!existsSync(bundle)) return;
  for (const { code, path } of (await verifyBundle(bundle, unwatched)).problems) blame(`bundle: ${code} ${path}`);
  const beside = readdirSync(join(bundle, '..'));
  if (!there && beside.length > 1) blame(`left beside the bundle: ${beside.join()}`);
}

/** Takes the made-up steps back, so that the product's own schema can be verified. Only where there are any: a sealed file stays as it is. */
function takeStepsBack(path: string, key: SharedBytes | null): void {
  const db = connect(path, {}, key);
  db.exec(`drop table if exists next_one; pragma user_version = ${newestVersion}`);
  db.close();
}

async function judgeMigration(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  const { library } = folders(dir);
  const path = databaseOf(library);
  const key = (await keysOf(library))?.database ?? null;
  const { version, made } = schemaFacts(path, key);
  const steps = [newestVersion, ...NEXT_STEPS.map((step) => step.version)].indexOf(version);
  if (made !== steps) blame(`version ${version} with ${made} of its tables and indexes`);
  for (const { version: told } of factsOf(said, 'version')) if (version !== told) blame(`version ${told} was answered`);
  blameCopies(library, key, version > newestVersion, blame);
  if (version > newestVersion) takeStepsBack(path, key);
  await judgeLibrary(dir, said, blame, async () => undefined);
}

/** The version of a database, and how much of the made-up steps stands in it. */
function schemaFacts(path: string, key: SharedBytes | null): { version: number; made: number } {
  const db = connect(path, { fileMustExist: true }, key);
  try {
    const made = db.prepare("select count(*) from sqlite_master where name in ('next_one', 'next_y')").pluck().get();
    return { version: Number(db.pragma('user_version', { simple: true })), made: Number(made) };
  } finally {
    db.close();
  }
}

/** Every copy is whole under its name; one of before the migration is there as soon as the first step has been made. */
function blameCopies(library: string, key: SharedBytes | null, needed: boolean, blame: Blame): void {
  const folder = join(library, 'backups');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sqlite')) : [];
  let ofBefore = 0;
  for (const name of names) {
    try {
      const { state, version, entries, marks } = copyFacts(join(folder, name), key);
      // The first copy of all is that of a new library, without a mark.
      if (marks >= 2) ofBefore++;
      const whole = state === 'ok' && version === newestVersion && name.endsWith(`-${entries}.sqlite`);
      if (!whole) blame(`the copy ${name} is not whole: ${state}, version ${version}, ${entries} entries`);
    } catch (error) {
      blame(`the copy ${name} is not whole: ${String(error)}`);
    }
  }
  if (needed && ofBefore === 0) blame('migrated without a copy of before');
}

function copyFacts(
  path: string,
  key: SharedBytes | null,
): { state: string; version: number; entries: number; marks: number } {
  const copy = connect(path, { readonly: true, fileMustExist: true }, key);
  try {
    const one = (sql: string) => copy.prepare(sql).pluck().get();
    return {
      state: String(one('pragma integrity_check')),
      version: Number(one('pragma user_version')),
      entries: Number(one('select count(*) from ledger')),
      marks: Number(one('select count(*) from mark')),
    };
  } finally {
    copy.close();
  }
}

/** Between the old database and the new one there is none: then the way back is taken once more. */
async function judgeRecovery(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  const { library } = folders(dir);
  if (!existsSync(databaseOf(library))) {
    if (factsOf(said, 'recovered').length > 0) blame('the recovered database was answered and is not there');
    const { complete, newKey } = await rebuildLibrary(recovering(library, { ffmpeg: null, passphrase: PASSPHRASE }));
    if (!complete || newKey) blame(`rebuilt ${complete ? 'with another key' : 'in part'}`);
  }
  await judgeLibrary(dir, said, blame, async (core) => {
    if ((await core.call('marks.list', {})).length < 2) blame('marks are lost');
  });
}

/** Both files open with the new passphrase once it was answered; until then each opens with the old one or the new one. */
async function judgePassphrase(dir: string, said: readonly Said[], blame: Blame, again: boolean): Promise<void> {
  const { library } = folders(dir);
  const openers = await keyFileOpeners(library, [NEXT_PASSPHRASE, PASSPHRASE]);
  for (const [name, opener] of openers) {
    if (opener === null) blame(`neither passphrase opens ${name}`);
    else if (factsOf(said, 'passphrase').length > 0 && opener !== NEXT_PASSPHRASE)
      blame(`${name} has the old passphrase`);
  }
  const current = openers.get(KEY_FILE) ?? '';
  // Whoever is told of a failure goes on with the old one, unless told to keep both.
  const misled = failures(said).some(({ message }) => !message.includes('keep the old one and the new one'));
  if (misled && current !== PASSPHRASE) blame('a change that was told as failed is in force');
  const next = 'words that are tried again';
  const changeAgain = async () => {
    if (!again) return;
    await changePassphrase(library, current, next);
    const changed = [...(await keyFileOpeners(library, [next])).values()];
    if (changed.includes(null)) blame('the passphrase cannot be changed again');
  };
  await judgeLibrary(dir, said, blame, changeAgain, current);
}

async function judgeSettings(dir: string, said: readonly Said[], blame: Blame): Promise<void> {
  const path = join(folders(dir).state, 'state.json');
  const last = said.findLastIndex((one) => one.word === 'ack');
  const possible = said.slice(Math.max(last, 0)).flatMap((one) => ('fact' in one ? [one.fact] : []));
  if (!existsSync(path)) {
    if (last >= 0) blame('settings were answered and are not there');
    return;
  }
  const { settings } = JSON.parse(readFileSync(path, 'utf8')) as { settings: { theme: string; language: string } };
  const fits = possible.some(
    (f) => f.kind === 'setting' && f.theme === settings.theme && f.language === settings.language,
  );
  if (!fits) blame(`settings are ${JSON.stringify(settings)} after ${JSON.stringify(possible)}`);
}

const JUDGES: Readonly<Record<Scenario, Judge>> = {
  create: judgeCreation,
  import: judgeImport,
  edit: judgeEdits,
  export: judgeExport,
  migrate: judgeMigration,
  settings: judgeSettings,
  passphrase: judgePassphrase,
  restore: judgeRecovery,
  rebuild: judgeRecovery,
  commits: judgeEdits,
  film: judgeEdits,
  reopen: judgeEdits,
};
