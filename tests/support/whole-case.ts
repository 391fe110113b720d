import { join } from 'node:path';
import { openSnapshot } from '../../electron/core/library-snapshot.ts';
import { silentLog } from '../../electron/core/log.ts';
import { caseHash, stateOf } from '../../electron/core/recovery/case-hash.ts';
import type { RecoverOptions } from '../../electron/core/recovery/recover-options.ts';
import type { VerifyJobResult } from '../../shared/api.ts';
import type { Problem } from '../../shared/custody.ts';
import { importOne, newCase, openCase, put, RESOURCES } from './case-library.ts';
import { makeTestFilm } from './films.ts';
import { newSealedCase, PASSPHRASE } from './sealed-library.ts';

/** A library in which every kind of ledger entry that leaves a state stands; the result is its folder. */
export async function wholeCase(dir: string, sealed = false): Promise<string> {
  const libraryDir = await (sealed ? newSealedCase(dir) : newCase(dir));
  const core = await openCase(libraryDir, { passphrase: PASSPHRASE });
  await core.call('places.set', { code: 'P-1', name: 'Station 101', address: '12 Example Street', region: 'Almaty' });
  const film = makeTestFilm(dir, { name: 'camera.mp4', frames: 12 });
  const id = await importOne(core, film, { source: 'An archive', place: 'P-1' });
  await importOne(core, put(dir, 'note.txt', 'a note'));
  const text = { title: 'Вброс', note: 'A note', violations: ['B1', 'A1'], place: 'P-2' };
  const mark = await core.call('marks.create', { evidenceId: id, in: 2, out: 5, ...text });
  const other = await core.call('marks.create', { evidenceId: id, in: 1, out: 1, title: 'Removed again' });
  await core.call('marks.remove', { id: other.id });
  const third = await core.call('marks.create', { evidenceId: id, in: 0, out: 11, title: 'Third' });
  await core.call('marks.reverify', { id: third.id });
  await core.call('marks.update', { id: mark.id, title: 'Several sheets at once', in: 3 });
  await core.call('exhibits.add', { markIds: [mark.id, third.id] });
  await core.call('exhibits.arrange', { markIds: [third.id, mark.id] });
  await core.call('evidence.set', { ids: [id], details: { custodian: 'Archive', clock: 'camera' } });
  await core.call('library.operator', { name: 'Second Observer' });
  const { id: job } = await core.call('custody.verify', {});
  await core.call('jobs.wait', { ids: [job] });
  await core.close();
  return libraryDir;
}

/** The case hash of what is in a library's tables. */
export function caseHashOf(libraryDir: string): string {
  const snapshot = openSnapshot(libraryDir, null);
  try {
    return caseHash(stateOf(snapshot));
  } finally {
    snapshot.close();
  }
}

/** What `verify` finds, asked by a reader. */
export async function problemsOf(libraryDir: string): Promise<readonly Problem[]> {
  // A plain library does not look at it.
  const core = await openCase(libraryDir, { mode: 'read', passphrase: PASSPHRASE });
  try {
    const { id } = await core.call('custody.verify', {});
    const [job] = await core.call('jobs.wait', { ids: [id] });
    const report = job?.result as VerifyJobResult | undefined;
    if (report === undefined) throw new Error('the check gave no report');
    return report.problems;
  } finally {
    await core.close();
  }
}

export const recovering = (libraryDir: string, more: Partial<RecoverOptions> = {}): RecoverOptions => ({
  ...{ libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', clock: () => new Date(), log: silentLog, lockWaitMs: 0 },
  ...more,
});

export const databaseOf = (libraryDir: string): string => join(libraryDir, 'library.sqlite');
export const ledgerOf = (libraryDir: string): string => join(libraryDir, 'ledger.jsonl');
