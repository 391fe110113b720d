import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoFaults } from './support/fault-child.ts';
import { faultsIn, isDear } from './support/fault-judge.ts';
import { type FaultPoint, faultPoints, someOf } from './support/fault-points.ts';
import { type FaultRoom, LONG, openFaultRoom, scenariosFor } from './support/fault-room.ts';
import { KINDS } from './support/library-opening.ts';
import { SCENARIOS, type Scenario } from './support/scenario-steps.ts';
import { recordInto } from './support/strace-log.ts';

const why = whyNoFaults();
if (why !== null) process.stdout.write(`Left out, what kill -9 leaves: ${why}.\n`);

/** Kills of each scenario with each seed: three seeds make more than 600 in the long form, and as many in sealed libraries. */
const KILLS: Readonly<Record<string, number>> = {
  create: 30,
  import: 45,
  edit: 45,
  export: 45,
  migrate: 25,
  settings: 20,
  restore: 25,
  passphrase: 20,
};
const SEEDS = LONG ? [1, 2, 3] : [1];

describe.runIf(why === null).each(KINDS)('after kill -9 at a system call, in a %s library', (kind) => {
  let room: FaultRoom;
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  /** The points of a scenario, as one that nothing disturbs goes through them. */
  async function pointsOf(scenario: Scenario, seed: number): Promise<FaultPoint[]> {
    const log = `${room.path()}.strace`;
    const dir = room.copy();
    await (await room.worker()).run(scenario, dir, seed, recordInto(log));
    const points = faultPoints(log, dir);
    rmSync(log);
    room.remove(dir);
    return points;
  }

  /** Runs a scenario in a child that dies at the point. @returns whether it died there, and what is wrong then */
  async function killAt(scenario: Scenario, seed: number, { call, nth }: FaultPoint) {
    const dir = room.copy();
    const log = `${room.path()}.strace`;
    const child = await room.child({ threads: seed });
    const options = ['-o', log, '-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${nth}`];
    const { said } = await child.run(scenario, dir, seed, options);
    const killed = !child.alive;
    await child.end();
    const named = readFileSync(log, 'utf8').includes(`${call}(`);
    const faults = await faultsIn(scenario, dir, said, nth % 4 === 0 || !isDear(scenario));
    room.remove(dir);
    rmSync(log);
    return { killed: killed && named, faults };
  }

  const scenarios = scenariosFor<Scenario>(kind, SCENARIOS[kind], ['import', 'migrate', 'passphrase']);
  test.each(scenarios)('%s: nothing that was answered is lost, and the work can be done again', async (scenario) => {
    const found: string[] = [];
    let killed = 0;
    for (const seed of SEEDS) {
      const points = await pointsOf(scenario, seed);
      const most = LONG ? (KILLS[scenario] ?? 0) : 2;
      for (const point of someOf(points, most, LONG ? seed : points.length / 4)) {
        const outcome = await killAt(scenario, seed, point);
        if (outcome.killed) killed++;
        found.push(...outcome.faults.map((fault) => `seed ${seed}, ${point.call} ${point.nth}: ${fault}`));
      }
    }
    process.stdout.write(`${kind}, ${scenario}: killed ${killed} times, seeds ${SEEDS.join(', ')}\n`);
    expect(found).toEqual([]);
    // Threads share the work differently from run to run, so that a point now and then is not reached.
    expect(killed).toBeGreaterThan(0);
  });
});
