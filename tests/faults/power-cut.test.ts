import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesIn } from '../support/case-library.ts';
import { type Alteration, alteredTree } from './support/altered-tree.ts';
import { DiskModel, KILL } from './support/disk-model.ts';
import { whyNoFaults } from './support/fault-child.ts';
import { isDear } from './support/fault-judge.ts';
import { seeded } from './support/fault-random.ts';
import { type FaultRoom, LONG, openFaultRoom, scenariosFor } from './support/fault-room.ts';
import { KINDS, type Kind } from './support/library-opening.ts';
import { cutPower, killAfter, type Recording, record, recordWith } from './support/power-cut.ts';
import { SCENARIOS, type Scenario } from './support/scenario-steps.ts';

const why = whyNoFaults();
if (why !== null) process.stdout.write(`Left out, what a power cut leaves: ${why}.\n`);

/** How many power cuts, and every how manyth operation the process is killed at: briefly, and in the long form. */
type Round = readonly [scenario: Scenario, cuts: number, longCuts: number, step: number, longStep: number];
const ROUNDS: readonly Round[] = [
  ['create', 8, 200, 60, 2],
  ['import', 5, 250, 250, 12],
  ['edit', 5, 250, 120, 6],
  ['export', 2, 100, 200, 12],
  ['migrate', 5, 150, 40, 3],
  ['settings', 20, 100, 4, 1],
  ['restore', 5, 150, 50, 3],
  ['rebuild', 5, 150, 50, 3],
  ['passphrase', 5, 100, 8, 1],
];

function roundsFor(kind: Kind): readonly Round[] {
  const scenarios: readonly Scenario[] = [...SCENARIOS[kind], 'rebuild'];
  const rounds = ROUNDS.filter(([scenario]) => scenarios.includes(scenario));
  const some: readonly Scenario[] = ['import', 'edit', 'passphrase'];
  return scenariosFor(
    kind,
    rounds,
    rounds.filter(([scenario]) => some.includes(scenario)),
  );
}

/** One sync taken out of the product; each must cost something that was answered, or leave something half. */
type Altered = Alteration & { readonly scenario: Scenario };
const ALTERATIONS: readonly Altered[] = [
  {
    name: 'commits that do not wait for the disk',
    scenario: 'edit',
    file: 'electron/core/db/open-database.ts',
    from: "db.pragma('synchronous = full');\n  if (journal !== 'wal' || db.pragma('synchronous', { simple: true }) !== 2)",
    to: "db.pragma('synchronous = normal');\n  if (journal !== 'wal')",
  },
  {
    name: 'originals that are not synced',
    scenario: 'import',
    file: 'electron/core/store/ingest-file.ts',
    from: 'await abortable(draft.handle.sync(), task.signal);',
    to: '',
  },
  {
    name: 'folders that are not synced',
    scenario: 'import',
    file: 'electron/core/store/durable-files.ts',
    from: "if (process.platform === 'win32') return;",
    to: 'if (dir) return;',
  },
  {
    name: "a ledger's copy that is not synced",
    scenario: 'edit',
    file: 'electron/core/store/append-file.ts',
    from: 'writeAtNow(file, bytes, end);\n    fsyncSync(file);',
    to: 'writeAtNow(file, bytes, end);',
  },
  {
    name: 'small files that are not synced',
    scenario: 'settings',
    file: 'electron/core/store/durable-files.ts',
    from: 'size += block.length;\n    }\n    await handle.sync();',
    to: 'size += block.length;\n    }',
  },
];

/** In a sealed library the small file is the one that everything depends on. */
function alterationsFor(kind: Kind): readonly (readonly [string, Altered])[] {
  const of = (altered: Altered): Altered =>
    kind === 'sealed' && altered.scenario === 'settings' ? { ...altered, scenario: 'passphrase' } : altered;
  return scenariosFor(kind, LONG ? ALTERATIONS : ALTERATIONS.slice(-1), []).map((one) => [one.name, of(one)]);
}

describe.runIf(why === null).each(KINDS)('after a power cut, in a %s library', (kind) => {
  let room: FaultRoom;
  const recordings = new Map<Scenario, Recording>();
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  const recorded = async (scenario: Scenario): Promise<Recording> => {
    const recording = recordings.get(scenario) ?? (await record(room, scenario, 1));
    recordings.set(scenario, recording);
    return recording;
  };

  const modelled: [Scenario, string][] = [
    ['import', ''],
    ['export', ''],
    ['migrate', ''],
    ['restore', ''],
    // As on systems without it; then sendfile copies.
    ['migrate', 'inject=copy_file_range:error=ENOSYS'],
  ];
  test.each(scenariosFor(kind, modelled, modelled.slice(0, 1)))(
    'the model of a disk holds what the real one holds: %s %s',
    async (scenario, disturb) => {
      const { root, ops } =
        disturb === ''
          ? await recorded(scenario)
          : await recordWith(room, await room.worker(), scenario, 1, ['-e', disturb]);
      const disk = new DiskModel(room.base, root);
      for (const op of ops) disk.apply(op);
      const dir = room.path();
      disk.write(dir, KILL, seeded(1));
      // SQLite's shared index is no part of a recording.
      const there = filesIn(root).filter((name) => !name.endsWith('-shm'));
      expect(filesIn(dir)).toEqual(there);
      for (const name of there) {
        expect(readFileSync(join(dir, name)).equals(readFileSync(join(root, name))), name).toBe(true);
      }
    },
  );

  test.each(roundsFor(kind))('%s: what was answered is there, and nothing is half', async (scenario, few, many) => {
    const recording = await recorded(scenario);
    const found: string[] = [];
    const cuts = LONG ? many : kind === 'sealed' ? Math.ceil(few / 2) : few;
    for (let seed = 1; seed <= cuts; seed++) {
      const faults = await cutPower(room, recording, seed, !isDear(scenario) || seed % 10 === 1);
      found.push(...faults.map((fault) => `seed ${seed}: ${fault}`));
    }
    process.stdout.write(
      `${kind}, ${scenario}: ${cuts} power cuts (seeds 1 to ${cuts}) over ${recording.ops.length} operations\n`,
    );
    expect(found).toEqual([]);
  });

  test.each(roundsFor(kind))(
    '%s: the same when only the process is killed, step by step',
    async (scenario, _few, _many, step, longStep) => {
      const recording = await recorded(scenario);
      const found: string[] = [];
      for (let moment = 0; moment <= recording.ops.length; moment += LONG ? longStep : step) {
        const faults = await killAfter(room, recording, moment, !isDear(scenario) || moment % 120 === 0);
        found.push(...faults.map((fault) => `after ${moment} operations: ${fault}`));
      }
      expect(found).toEqual([]);
    },
  );

  test.each(alterationsFor(kind))('finds %s', async (_, alteration) => {
    const recording = await record(room, alteration.scenario, 1, alteredTree(room.path(), alteration));
    let found: string[] = [];
    for (let seed = 1; seed <= 60 && found.length === 0; seed++) found = await cutPower(room, recording, seed);
    expect(found).not.toEqual([]);
  });
});
