import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Core,
  type CreateLibraryOptions,
  changePassphrase,
  createLibrary,
  openWorkspace,
} from '../../../electron/core/app.ts';
import { copyDatabase } from '../../../electron/core/db/copy-database.ts';
import { breakSeal } from '../../../electron/core/db/database-seal.ts';
import { lockLibrary } from '../../../electron/core/db/db-lock.ts';
import { type Migration, migrations, newestVersion } from '../../../electron/core/db/migrate.ts';
import { migrateLibrary } from '../../../electron/core/db/migrate-library.ts';
import { listBackups, makeBackup } from '../../../electron/core/features/backups/backup-files.ts';
import { rebuildLibrary, restoreLibrary } from '../../../electron/core/recovery/recover-library.ts';
import type { RecoverOptions } from '../../../electron/core/recovery/recover-options.ts';
import type { ImportJobResult } from '../../../shared/api.ts';
import type { ExportResult } from '../../../shared/exhibit.ts';
import { importOne, OPERATOR, openCase, RESOURCES } from '../../support/case-library.ts';
import { PASSPHRASE } from '../../support/sealed-library.ts';
import { recovering } from '../../support/whole-case.ts';
import type { Fact, Told } from './fault-facts.ts';
import { type Random, seeded } from './fault-random.ts';
import { type Kind, keysOf, openEither, passphraseBeside } from './library-opening.ts';

/** Folders of a scenario, all below one that is copied anew for every run. */
export const folders = (dir: string) => ({
  library: join(dir, 'case'),
  fresh: join(dir, 'fresh'),
  sources: join(dir, 'sources'),
  bundle: join(dir, 'out', 'bundle'),
  state: join(dir, 'state'),
});

/** What the gate of an export asks for. */
export const CASE_DETAILS = {
  ...{ source: 'Observer', custodian: 'Archive', place: 'P-1', recorded: '2026-11-19T20:15:00+05:00' },
  clock: 'camera clock, read at two frames',
};

export interface Stage {
  readonly dir: string;
  readonly seed: number;
  begin(fact: Fact): void;
  ack(fact: Fact): void;
  failed(told: Told): void;
}

const IN_BOTH = ['create', 'import', 'edit', 'export', 'migrate', 'restore'] as const;

/** Scenarios that go through every kind of fault, by the kind of library. The others are only recorded. */
export const SCENARIOS = {
  plain: [...IN_BOTH, 'settings'],
  sealed: [...IN_BOTH, 'passphrase'],
} as const satisfies Readonly<Record<Kind, readonly string[]>>;
export type Scenario = (typeof SCENARIOS)[Kind][number] | 'rebuild' | 'commits' | 'film' | 'reopen';

/** What the passphrase of a sealed library is changed to. */
export const NEXT_PASSPHRASE = 'other words that nobody chose before';

export const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Opens the case without ffmpeg, does `work` and closes it whatever happens. */
async function inCase(stage: Stage, work: (core: Core, random: Random) => Promise<void>): Promise<void> {
  const core = await openEither(folders(stage.dir).library);
  try {
    await work(core, seeded(stage.seed));
  } finally {
    await core.close();
  }
}

async function ackHead(core: Core, stage: Stage): Promise<void> {
  const { count, hash } = await core.call('custody.head', {});
  stage.ack({ kind: 'head', count, hash });
}

/** The new library of a room. */
export const freshIn = (dir: string): CreateLibraryOptions => ({
  ...{ libraryDir: folders(dir).fresh, title: 'New', operator: OPERATOR, resourcesDir: RESOURCES },
  passphrase: passphraseBeside(folders(dir).library),
});

async function create({ dir, ack }: Stage): Promise<void> {
  await createLibrary(freshIn(dir));
  ack({ kind: 'library' });
}

/** An upload and every file in `sources`, then a small picture of what can be shown. */
function importAll(stage: Stage): Promise<void> {
  return inCase(stage, async (core, random) => {
    const { sources } = folders(stage.dir);
    const body = random.bytes(1 + random.below(9000));
    const answer = await core.upload(
      new Request('http://aigaq/upload', { method: 'POST', body: new Uint8Array(body) }),
    );
    const { upload, error } = (await answer.json()) as { upload: string; error?: Told };
    if (error !== undefined) return stage.failed(error);
    stage.ack({ kind: 'upload', upload, sha256: sha256Of(body) });
    const files = readdirSync(sources)
      .sort()
      .map((name) => join(sources, name));
    const hashes = [...files.map((path) => sha256Of(readFileSync(path))), sha256Of(body)];
    const { jobs } = await core.call('evidence.import', {
      sources: [...files.map((path) => ({ path })), { upload, name: 'uploaded.bin' }],
    });
    stage.ack({ kind: 'jobs', jobs: jobs.map(({ id }, n) => ({ id, sha256: hashes[n] ?? '' })) });
    await Promise.all(jobs.map(({ id }) => finishImport(core, stage, id)));
    await ackHead(core, stage);
  });
}

/** The result of a job; null when it failed, which is told. */
async function resultOf<T>(core: Core, stage: Stage, id: string): Promise<T | null> {
  const [job] = await core.call('jobs.wait', { ids: [id] });
  if (job?.state === 'done') return job.result as T;
  stage.failed(job?.error ?? { code: 'internal', message: `the job ended ${job?.state}`, details: {} });
  return null;
}

async function finishImport(core: Core, stage: Stage, id: string): Promise<void> {
  const result = await resultOf<ImportJobResult>(core, stage, id);
  if (result?.error) stage.failed(result.error);
  if (!result?.item) return;
  stage.ack({ kind: 'item', sha256: result.item.sha256 });
  await core.media(new Request(`http://aigaq/media/thumbnail/${result.item.sha256}`));
}

/** Marks, changed outlines, taken back and done again, places, details and the order of exhibits. */
function edit(stage: Stage): Promise<void> {
  return inCase(stage, async (core, random) => {
    const [item] = await core.call('evidence.list', {});
    const evidenceId = item?.id ?? '';
    for (let n = 0; n < 10; n++) {
      await editOnce(core, random, evidenceId, n);
      await ackHead(core, stage);
    }
  });
}

const outline = (random: Random) => ({
  x: random.below(50) / 100,
  y: random.below(50) / 100,
  width: (1 + random.below(50)) / 100,
  height: (1 + random.below(50)) / 100,
});

async function editOnce(core: Core, random: Random, evidenceId: string, n: number): Promise<void> {
  const marks = await core.call('marks.list', {});
  const { id } = random.pick(marks) ?? { id: '' };
  const region = outline(random);
  switch (random.below(8)) {
    case 0:
      return void (await core.call('marks.create', { evidenceId, page: 1, region, title: `Mark ${n}` }));
    case 1:
      return void (await core.call('marks.update', { id, page: 1, region, note: 'x'.repeat(random.below(6000)) }));
    case 2:
      return void (await core.call('marks.update', { id, title: `Changed ${n}`, violations: ['B1'] }));
    case 3:
      return void (marks.length > 2 && (await core.call('marks.remove', { id })));
    case 4:
      return void (await core.call('history.undo', {}));
    case 5:
      return void (await core.call('history.redo', {}));
    case 6:
      return void (await core.call('places.set', { code: `P-${n}`, name: `Station ${n}`, address: 'Street' }));
    default:
      return void (await core.call('exhibits.add', { markIds: [id] }));
  }
}

function exportBundle(stage: Stage): Promise<void> {
  return inCase(stage, async (core) => {
    const { id } = await core.call('exhibits.export', { out: folders(stage.dir).bundle, withOriginals: true });
    const result = await resultOf<ExportResult>(core, stage, id);
    if (result === null) return;
    stage.ack({ kind: 'bundle', manifestSha256: result.bundle?.manifestSha256 ?? '' });
    await ackHead(core, stage);
  });
}

/** Two more steps of the schema, so that this goes on testing migrations whatever the newest one is. */
export const NEXT_STEPS: readonly Migration[] = [
  {
    version: newestVersion + 10,
    name: 'next',
    sql: 'create table next_one (x text) strict; insert into next_one select title from mark;',
  },
  {
    version: newestVersion + 20,
    name: 'after-next',
    sql: 'alter table next_one add column y integer; create index next_y on next_one (y);',
  },
];

async function migrateOn({ dir, ack }: Stage): Promise<void> {
  const { library } = folders(dir);
  const key = (await keysOf(library))?.database ?? null;
  const lock = await lockLibrary(library, 0);
  try {
    const copy = (from: string, to: string) => copyDatabase(from, to, key);
    const save = async () => (await makeBackup(library, new Date(), copy)).path;
    breakSeal(library);
    await migrateLibrary(library, { key, save, steps: [...migrations, ...NEXT_STEPS] });
    ack({ kind: 'version', version: newestVersion + 20 });
  } finally {
    lock.release();
  }
}

/** The database is replaced by what `recover` makes; the head that was answered before is told first. */
async function recovered(stage: Stage, recover: (options: RecoverOptions) => Promise<unknown>): Promise<void> {
  const { library } = folders(stage.dir);
  const core = await openCase(library, { ffmpeg: null, mode: 'read', passphrase: PASSPHRASE });
  await ackHead(core, stage).finally(() => core.close());
  await recover(recovering(library, { ffmpeg: null, passphrase: PASSPHRASE }));
  stage.ack({ kind: 'recovered' });
}

function restore(stage: Stage): Promise<void> {
  return recovered(stage, async (options) => {
    const [backup] = await listBackups(options.libraryDir);
    await restoreLibrary(options, backup?.name ?? '');
  });
}

const rebuild = (stage: Stage): Promise<void> => recovered(stage, rebuildLibrary);

/** Key file and copy are two files, and no transaction holds them together. */
async function passphrase({ dir, ack }: Stage): Promise<void> {
  await changePassphrase(folders(dir).library, PASSPHRASE, NEXT_PASSPHRASE);
  ack({ kind: 'passphrase' });
}

async function settings({ dir, seed, begin, ack }: Stage): Promise<void> {
  const random = seeded(seed);
  const { state } = folders(dir);
  const workspace = await openWorkspace({
    ...{ stateDir: state, resourcesDir: RESOURCES, ffmpeg: null, ffmpegProblem: 'none', version: '0', homeFolder: dir },
  });
  try {
    for (let n = 0; n < 4; n++) {
      const change = {
        theme: random.pick(['dark', 'light'] as const),
        language: random.pick(['en', 'ru', 'kk'] as const),
      };
      begin({ kind: 'setting', ...change });
      await workspace.call('app.settings', change);
      ack({ kind: 'setting', ...change });
    }
  } finally {
    await workspace.close();
  }
}

/** A session in which nothing is done. */
function reopen(stage: Stage): Promise<void> {
  return inCase(stage, async () => undefined);
}

/** Twenty changes, one after the other. */
function commits(stage: Stage): Promise<void> {
  return inCase(stage, async (core) => {
    for (let n = 0; n < 20; n++) {
      await core.call('places.set', { code: `P-${n}`, name: `Station ${n}`, address: 'Street' });
      await ackHead(core, stage);
    }
  });
}

/** Everything that another program writes for us: what makes review quick, stills, and the clips of a bundle. */
async function film(stage: Stage): Promise<void> {
  const { library, bundle } = folders(stage.dir);
  const core = await openCase(library, { passphrase: PASSPHRASE });
  try {
    const id = await importOne(core, join(stage.dir, 'film.mp4'), CASE_DETAILS);
    await core.call('evidence.still', { id, frame: 3 });
    await core.call('evidence.prepare', { id, proxy: true });
    const preparing = (await core.call('jobs.list', {})).filter((job) => job.kind === 'prepare');
    await core.call('jobs.wait', { ids: preparing.map((job) => job.id) });
    const mark = await core.call('marks.create', { evidenceId: id, in: 2, out: 6, title: 'Five pictures' });
    const out = { out: bundle, markIds: [mark.id], withOriginals: true };
    await resultOf<ExportResult>(core, stage, (await core.call('exhibits.export', out)).id);
  } finally {
    await core.close();
  }
}

/** What a child does, by name. A failure of a job is told and not thrown. */
export const STEPS: Readonly<Record<Scenario, (stage: Stage) => Promise<void>>> = {
  create,
  import: importAll,
  edit,
  export: exportBundle,
  migrate: migrateOn,
  settings,
  restore,
  rebuild,
  passphrase,
  commits,
  film,
  reopen,
};
