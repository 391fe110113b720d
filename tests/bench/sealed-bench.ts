/**
 * Compares a sealed library with a plain one: import, reading from any place, closing, change of the passphrase. Run by
 * hand: `node tests/bench/sealed-bench.ts [--mb 500] [--runs 5] [--dir FOLDER]`; prints one JSON document. Seconds of CPU
 * are those of all threads; on a busy machine they say more than seconds by the clock.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Core, changePassphrase, createLibrary, openCore } from '../../electron/core/app.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { removeFolder } from '../support/temp-folder.ts';

const { values } = parseArgs({
  options: {
    mb: { type: 'string', default: '500' },
    runs: { type: 'string', default: '5' },
    dir: { type: 'string' },
  },
});
const bytes = Number(values.mb) * 1_000_000;
const runs = Number(values.runs);
const dir = mkdtempSync(join(values.dir ?? tmpdir(), 'aigaq-sealed-bench-'));
const resourcesDir = join(import.meta.dirname, '../../resources');
const PASSPHRASE = 'seven words by chance and then some';

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}

async function costOf<T>(work: () => Promise<T>): Promise<Cost & { value: T }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

const median = (numbers: readonly number[]): number =>
  Number((numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0).toFixed(4));

async function importOne(core: Core, path: string): Promise<string> {
  const { jobs } = await core.call('evidence.import', { sources: [{ path }] });
  const [job] = await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
  const item = (job?.result as ImportJobResult | undefined)?.item;
  if (!item) throw new Error(`not imported: ${JSON.stringify(job?.error)}`);
  return item.sha256;
}

/** Answers of 64 kB from places chosen by chance, as a player asks for them. */
async function readAround(core: Core, sha256: string): Promise<number> {
  const random = seededRandom(1);
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const from = random(bytes - 65_536);
    const headers = { range: `bytes=${from}-${from + 65_535}` };
    const started = performance.now();
    const answer = await core.media(new Request(`http://127.0.0.1/media/original/${sha256}`, { headers }));
    if ((await answer.arrayBuffer()).byteLength !== 65_536) throw new Error('an answer was cut short');
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b)[190] ?? 0;
}

async function measured(source: string, passphrase: string | undefined, n: number) {
  const libraryDir = join(dir, `${passphrase === undefined ? 'plain' : 'sealed'}-${n}`);
  await createLibrary({ libraryDir, title: 'Bench', operator: 'bench', resourcesDir, passphrase });
  const opening = await costOf(() => openCore({ libraryDir, resourcesDir, ffmpeg: null, mode: 'write', passphrase }));
  const core = opening.value;
  const taken = await costOf(() => importOne(core, source));
  const readP95Ms = await readAround(core, taken.value);
  const closing = await costOf(() => core.close());
  const change =
    passphrase === undefined
      ? null
      : await costOf(() => changePassphrase(libraryDir, passphrase, `${passphrase} more`));
  removeFolder(libraryDir);
  return { taken, readP95Ms, open: opening.seconds, closeMs: closing.seconds * 1000, change: change?.seconds ?? null };
}

try {
  const source = join(dir, 'source.bin');
  writeFileSync(source, randomBytes(bytes));
  const all: { plain: Awaited<ReturnType<typeof measured>>; sealed: Awaited<ReturnType<typeof measured>> }[] = [];
  for (let n = 0; n < runs; n++)
    all.push({ plain: await measured(source, undefined, n), sealed: await measured(source, PASSPHRASE, n) });
  const of = (kind: 'plain' | 'sealed') => ({
    importSeconds: median(all.map((run) => run[kind].taken.seconds)),
    importCpu: median(all.map((run) => run[kind].taken.cpu)),
    readP95Ms: median(all.map((run) => run[kind].readP95Ms)),
    openSeconds: median(all.map((run) => run[kind].open)),
    closeMs: median(all.map((run) => run[kind].closeMs)),
  });
  const [plain, sealed] = [of('plain'), of('sealed')];
  const figures = {
    machine: { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg()[0] },
    ...{ bytes, runs, plain, sealed },
    ratio: {
      seconds: median(all.map((run) => run.sealed.taken.seconds / run.plain.taken.seconds)),
      cpu: median(all.map((run) => run.sealed.taken.cpu / run.plain.taken.cpu)),
    },
    changePassphraseSeconds: median(all.map((run) => run.sealed.change ?? 0)),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  removeFolder(dir);
}
