/**
 * How long a ledger of many entries takes: appending with the disk's confirmation, and following it to its head.
 * Usage: node tests/bench/ledger-bench.ts [entries]
 */
import { openDatabase } from '../../electron/core/db/open-database.ts';
import { custodyRepo } from '../../electron/core/features/custody/custody-repo.ts';
import { createCustody } from '../../electron/core/features/custody/custody-service.ts';
import { verifyLedger } from '../../electron/core/features/custody/verify-ledger.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { newCase } from '../support/case-library.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

const ENTRIES = Number(process.argv[2] ?? 100_000);
const dir = newTempDir('ledger-bench');
const db = openDatabase(await newCase(dir), 'write');
const libraryId = String(db.prepare<[], { id: string }>('select id from library').get()?.id);
const repo = custodyRepo(db);
const custody = createCustody({ repo, clock: () => new Date(), libraryId });
const details = { code: 'P-1', name: 'School 101', address: '12 Example Street', region: 'Almaty', title: 'Үлгі' };
const append = () => custody.record({ operator: 'A reviewer', action: 'place.set', subject: 'P-1', details });

db.transaction(() => {
  for (let n = custody.head().count; n < ENTRIES - 500; n++) append();
})();
const times: number[] = [];
const cpuBefore = process.cpuUsage();
for (let n = 0; n < 500; n++) {
  const begun = performance.now();
  db.transaction(append).immediate();
  times.push(performance.now() - begun);
}
const appending = process.cpuUsage(cpuBefore);
times.sort((a, b) => a - b);
const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(2);
const begun = performance.now();
const cpu = process.cpuUsage();
const problems: unknown[] = [];
const report = (problem: unknown) => void problems.push(problem);
const head = await verifyLedger({ repo, libraryId, work: unwatched, report, use: () => {}, kept: [] });
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  `append p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, CPU ${((appending.user + appending.system) / 500_000).toFixed(2)} ms each; verify ${head.count} entries ${((performance.now() - begun) / 1000).toFixed(2)} s wall, ${((user + system) / 1e6).toFixed(2)} s CPU; ${problems.length} problems\n`,
);
db.close();
removeFolder(dir);
