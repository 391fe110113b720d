import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoFaults } from './support/fault-child.ts';
import { failures, type Told } from './support/fault-facts.ts';
import { faultsIn, isDear } from './support/fault-judge.ts';
import { type FaultPoint, faultPoints, someOf } from './support/fault-points.ts';
import { type FaultRoom, LONG, openFaultRoom, scenariosFor } from './support/fault-room.ts';
import { KINDS, type Kind } from './support/library-opening.ts';
import { loseUnsynced, recordWith } from './support/power-cut.ts';
import { SCENARIOS, type Scenario } from './support/scenario-steps.ts';
import { recordInto } from './support/strace-log.ts';

const why = whyNoFaults();
if (why !== null) process.stdout.write(`Left out, what a failing disk leaves: ${why}.\n`);

const WAYS = ['EIO', 'ENOSPC'].flatMap((errno) => [
  { errno, sticky: false },
  { errno, sticky: true },
]);
type Way = (typeof WAYS)[number];

/** What is wrong with the words for a failure: which folder, and for a full disk how much room there is. */
function wordFaults({ code, message }: Told, root: string, errno: string): string[] {
  const faults: string[] = [];
  if (code === 'internal') faults.push('a defect is told');
  if (code === 'cancelled') return faults;
  if (!message.includes(root)) faults.push('it does not say where');
  if (errno === 'EIO' && code === 'disk_full') faults.push('a broken disk is called full');
  if (errno === 'ENOSPC' && code === 'disk_full' && !/\d (bytes|kB|MB|GB|TB) are free/.test(message)) {
    faults.push('it does not say how much room there is');
  }
  return faults.map((fault) => `${fault}: ${code} ${message}`);
}

interface Failure {
  readonly point: FaultPoint;
  readonly way: Way;
}

const allOf = (points: readonly FaultPoint[]): Failure[] =>
  WAYS.flatMap((way) => points.map((point) => ({ point, way })));

/** A call that fails once and comes back, and a disk that is full from a call on. */
function briefly(kind: Kind, scenario: Scenario, points: readonly FaultPoint[]): Failure[] {
  // A creation is the one that has to take back what it began, and it begins more with every step.
  const most = kind === 'sealed' || scenario === 'export' ? 1 : scenario === 'create' ? 5 : 2;
  const way = (n: number) => WAYS.filter(({ errno, sticky }) => (errno === 'EIO') !== sticky)[n % 2] as Way;
  return [
    ...[0, 1].flatMap((n) => someOf(points, most, n * 5).map((point) => ({ point, way: way(n) }))),
    // The database's hash is removed first of all in a session.
    ...(scenario === 'edit' ? [{ point: { call: 'unlink', nth: 1 }, way: way(0) }] : []),
    // A key file has its name and is not safe there.
    ...(scenario === 'passphrase' ? [{ point: { call: 'fsync', nth: 2 }, way: way(0) }] : []),
  ];
}

describe.runIf(why === null).each(KINDS)('when the disk fails a call, in a %s library', (kind) => {
  let room: FaultRoom;
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  async function pointsOf(scenario: Scenario): Promise<FaultPoint[]> {
    const log = `${room.path()}.strace`;
    const dir = room.copy();
    await (await room.worker()).run(scenario, dir, 1, recordInto(log));
    const points = faultPoints(log, dir);
    rmSync(log);
    room.remove(dir);
    return points;
  }

  async function failAt(scenario: Scenario, { call, nth }: FaultPoint, { errno, sticky }: Way): Promise<string[]> {
    const fault = `inject=${call}:error=${errno}:when=${nth}${sticky ? '+' : ''}`;
    const recording = await recordWith(room, await room.worker(), scenario, 1, ['-e', fault]);
    const told = failures(recording.said);
    const faults = [
      ...told.flatMap((one) => wordFaults(one, recording.root, errno)),
      // Syncing a second time what failed once would pass for safe, and be lost here.
      ...(call === 'fsync' ? await loseUnsynced(room, recording) : []),
      ...(await faultsIn(scenario, recording.root, recording.said, nth % 4 === 0 || !isDear(scenario))),
    ];
    room.remove(recording.root);
    return faults;
  }

  const scenarios = scenariosFor<Scenario>(kind, SCENARIOS[kind], ['create', 'import', 'passphrase']);
  test.each(scenarios)('%s: it is told, and the library is as before or as after', async (scenario) => {
    const found: string[] = [];
    const points = await pointsOf(scenario);
    for (const { point, way } of LONG ? allOf(points) : briefly(kind, scenario, points)) {
      const what = `${point.call} ${point.nth}${way.sticky ? ' and all after' : ''} ${way.errno}`;
      found.push(...(await failAt(scenario, point, way)).map((fault) => `${what}: ${fault}`));
    }
    process.stdout.write(`${kind}, ${scenario}: ${points.length} calls can fail\n`);
    expect(found).toEqual([]);
  });
});
