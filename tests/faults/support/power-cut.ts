import { rmSync } from 'node:fs';
import { DiskModel, KILL, type Mercy } from './disk-model.ts';
import type { FaultChild } from './fault-child.ts';
import type { Said } from './fault-facts.ts';
import { faultsIn } from './fault-judge.ts';
import { type Random, seeded } from './fault-random.ts';
import type { FaultRoom } from './fault-room.ts';
import { type FileOperation, readOperations } from './file-operations.ts';
import { halfFiles } from './name-rules.ts';
import type { Scenario } from './scenario-steps.ts';
import { recordInto } from './strace-log.ts';

/** A scenario from its first step to its last, with everything that it did to files. */
export interface Recording {
  readonly scenario: Scenario;
  /** Where it took place; operations name files by it. */
  readonly root: string;
  readonly ops: readonly FileOperation[];
  readonly said: readonly Said[];
  /** Every content that a name was given, by path below the root: SHA-256 and bytes. */
  readonly whole: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Lets `child` do a scenario and records it. @param disturb more options for strace, such as a fault to inject @param root where it does it */
export async function recordWith(
  room: FaultRoom,
  child: FaultChild,
  scenario: Scenario,
  seed: number,
  disturb: readonly string[] = [],
  root = room.copy(),
): Promise<Recording> {
  const log = `${room.path()}.strace`;
  const { said, ended } = await child.run(scenario, root, seed, [...recordInto(log), ...disturb]);
  if (!ended) throw new Error(`${scenario} did not come to its end`);
  const ops = readOperations(log, root);
  rmSync(log);
  const disk = new DiskModel(room.base, root);
  for (const op of ops) disk.apply(op);
  return { scenario, root, ops, said, whole: disk.named };
}

/** As {@link recordWith}, undisturbed. @param tree sources to run instead of these */
export async function record(room: FaultRoom, scenario: Scenario, seed: number, tree?: string): Promise<Recording> {
  if (tree === undefined) return recordWith(room, await room.worker(), scenario, seed);
  const child = await room.child({ tree });
  try {
    return await recordWith(room, child, scenario, seed);
  } finally {
    await child.end();
  }
}

const NONE: Mercy = { entries: 0, writes: 0, torn: 0, sector: 512 };

/** From "all of it is lost" to "all of it is kept", and what lies between. */
function mercyOf(random: Random): Mercy {
  const chance = () => random.pick([0, 0, 0.2, 0.5, 0.8, 1, 1]);
  return { entries: chance(), writes: chance(), torn: random.pick([0, 0.5, 1]), sector: random.pick([512, 4096]) };
}

/** The power goes at a moment that the seed chooses, and takes with it what the seed chooses. */
export function cutPower(room: FaultRoom, recording: Recording, seed: number, again = true): Promise<string[]> {
  const random = seeded(seed);
  const moment = random.below(recording.ops.length + 1);
  return judgeAt(room, recording, { moment, mercy: mercyOf(random), random, again });
}

/** The process is killed after so many operations; the system keeps all of them. */
export const killAfter = (room: FaultRoom, recording: Recording, moment: number, again = true): Promise<string[]> =>
  judgeAt(room, recording, { moment, mercy: KILL, random: seeded(1), again });

/** At the end of a recording nothing is left but what was synced: what was answered must be among it. */
export const loseUnsynced = (room: FaultRoom, recording: Recording): Promise<string[]> =>
  judgeAt(room, recording, { moment: recording.ops.length, mercy: NONE, random: seeded(1), again: false });

interface Cut {
  readonly moment: number;
  readonly mercy: Mercy;
  readonly random: Random;
  readonly again: boolean;
}

async function judgeAt(
  room: FaultRoom,
  { scenario, root, ops, whole }: Recording,
  { moment, mercy, random, again }: Cut,
): Promise<string[]> {
  const before = ops.slice(0, moment);
  const disk = new DiskModel(room.base, root);
  for (const op of before) disk.apply(op);
  const dir = room.path();
  disk.write(dir, mercy, random);
  try {
    const said = before.flatMap((op) => (op.kind === 'said' ? [op.said] : []));
    return [...halfFiles(dir, whole), ...(await faultsIn(scenario, dir, said, again))];
  } finally {
    room.remove(dir);
  }
}
