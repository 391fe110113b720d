import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../electron/core/db/connect.ts';
import { filesIn } from '../support/case-library.ts';
import { databaseOf } from '../support/whole-case.ts';
import { alteredTree } from './support/altered-tree.ts';
import { whyNoFaults } from './support/fault-child.ts';
import { failures } from './support/fault-facts.ts';
import { type FaultRoom, KINDS_OF_FORM, openFaultRoom, scenariosFor } from './support/fault-room.ts';
import { derivedNameOf, KINDS, keysOf } from './support/library-opening.ts';
import { namingFaults } from './support/name-rules.ts';
import { type Recording, record, recordWith } from './support/power-cut.ts';
import { folders, type Scenario, sha256Of } from './support/scenario-steps.ts';

const why = whyNoFaults();
if (why !== null) process.stdout.write(`Left out, whether every name was synced: ${why}.\n`);

/** What each scenario must at least have named. */
const NAMED: readonly (readonly [Scenario, readonly RegExp[]])[] = [
  [
    'create',
    [
      /^fresh\/library\.sqlite$/,
      /^fresh\/ledger\.jsonl$/,
      /^fresh\/backups\/.*\.sqlite$/,
      /^fresh\/library\.sqlite\.sha256$/,
    ],
  ],
  ['import', [/^case\/originals\/..\/.*\.bin$/, /^case\/incoming\//, /^case\/derived\/.*thumbnail/]],
  ['export', [/^out\/bundle$/]],
  ['film', [/frames\.idx$/, /sound-/, /filmstrip-/, /waveform-/, /proxy-/, /^out\/bundle$/]],
  ['migrate', [/^case\/backups\/.*\.sqlite$/]],
  ['settings', [/^state\/state\.json$/]],
  ['restore', [/^case\/library\.sqlite$/, /^case\/backups\/set-aside-/, /^case\/library\.sqlite\.sha256$/]],
  ['rebuild', [/^case\/library\.sqlite$/, /^case\/backups\/set-aside-/, /^case\/library\.sqlite\.sha256$/]],
];
const KEY_FILES: readonly (readonly [Scenario, readonly RegExp[]])[] = [
  ['create', [/^fresh\/library\.key$/, /^fresh\/backups\/library\.key$/]],
  ['passphrase', [/^case\/library\.key$/, /^case\/backups\/library\.key$/]],
];

describe.runIf(why === null).each(KINDS)('what gets a name in a %s library', (kind) => {
  let room: FaultRoom;
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  /** What a path stands for: the names of what is derived from the room's files can be read with the keys alone. */
  async function shownNames(named: readonly string[]): Promise<string[]> {
    const keys = await keysOf(folders(room.base).library);
    const hashes = filesIn(room.base).map((path) => sha256Of(readFileSync(join(room.base, path))));
    return named.map((path) => (path.startsWith('case/derived/') ? derivedNameOf(path, keys, hashes) : path));
  }

  const all = kind === 'plain' ? NAMED : [...NAMED.filter(([scenario]) => scenario !== 'settings'), ...KEY_FILES];
  test.each(scenariosFor(kind, all, [...NAMED.slice(1, 2), ...KEY_FILES]))(
    '%s: a file is synced before it gets its final name, and its folder after it',
    async (scenario, expected) => {
      const recording = await record(room, scenario, 1);
      expect(failures(recording.said)).toEqual([]);
      const { faults, named } = judged(room, recording);
      expect(faults).toEqual([]);
      const shown = await shownNames(named);
      for (const name of expected) expect(shown.filter((path) => name.test(path))).not.toEqual([]);
    },
  );
});

describe.runIf(why === null).each(KINDS_OF_FORM)('what reaches the disk of a %s library', (kind) => {
  let room: FaultRoom;
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  test('every change was on the disk before it was answered', async () => {
    const { ops } = await record(room, 'commits', 1);
    let synced = 0;
    const syncedBefore: number[] = [];
    for (const op of ops) {
      if (op.kind === 'sync' && op.done && /library\.sqlite(-wal)?$/.test(op.path)) synced++;
      if (op.kind !== 'said' || op.said.word !== 'ack') continue;
      syncedBefore.push(synced);
      synced = 0;
    }
    expect(syncedBefore).toHaveLength(20);
    expect(Math.min(...syncedBefore)).toBeGreaterThan(0);
  });

  test('what a killed session added to the copy of the ledger is on the disk before it counts', async () => {
    const root = room.copy();
    const { library } = folders(root);
    const db = connect(databaseOf(library), {}, (await keysOf(library))?.database ?? null);
    db.exec('update ledger_copy set count = count - 1');
    db.close();
    rmSync(join(library, 'library.sqlite.sha256'));
    const { ops } = await recordWith(room, await room.worker(), 'reopen', 1, [], root);
    const synced = ops.findIndex((op) => op.kind === 'sync' && op.done && op.path.endsWith('/ledger.jsonl'));
    const noted = ops.findIndex((op) => op.kind === 'write' && op.path.endsWith('/library.sqlite-wal'));
    expect(synced).toBeGreaterThanOrEqual(0);
    expect(noted).toBeGreaterThan(synced);
  });

  test('the judge sees a folder and a file that were not synced', async () => {
    const altered = [
      [
        'folder',
        '  await rename(temporary, final);\n  await syncFolder(dirname(final));',
        '  await rename(temporary, final);',
      ],
      ['file', '      size += block.length;\n    }\n    await handle.sync();', '      size += block.length;\n    }'],
    ] as const;
    for (const [name, from, to] of altered) {
      const file = 'electron/core/store/durable-files.ts';
      const tree = alteredTree(room.path(), { name, file, from, to });
      expect(judged(room, await record(room, 'settings', 1, tree)).faults, name).not.toEqual([]);
    }
  });

  test('a weaker way of writing than FULL is refused at the start', async () => {
    const tree = alteredTree(room.path(), {
      name: 'weaker',
      file: 'electron/core/db/open-database.ts',
      from: "db.pragma('synchronous = full')",
      to: "db.pragma('synchronous = normal')",
    });
    const { said } = await record(room, 'edit', 1, tree);
    expect(failures(said).map(({ code }) => code)).toEqual(['folder_not_writable']);
    expect(said.some((one) => one.word === 'ack')).toBe(false);
  });

  test('a folder in which SQLite can have no log is refused at the start', async () => {
    const dir = room.copy();
    mkdirSync(join(folders(dir).library, 'library.sqlite-shm'));
    const { said } = await (await room.worker()).run('edit', dir, 1, null);
    expect(failures(said).map(({ code }) => code)).toEqual(['folder_not_writable']);
    expect(failures(said)[0]?.message).toContain(folders(dir).library);
    expect(failures((await record(room, 'edit', 1)).said)).toEqual([]);
  });
});

const judged = (room: FaultRoom, { ops, root }: Recording) => namingFaults(ops, room.base, root);
