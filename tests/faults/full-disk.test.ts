import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failures } from './support/fault-facts.ts';
import { faultsIn } from './support/fault-judge.ts';
import { type FaultRoom, KINDS_OF_FORM, LONG, openFaultRoom } from './support/fault-room.ts';
import type { Scenario } from './support/scenario-steps.ts';

const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
const unmount = (dir: string) => spawnSync('umount', ['-l', dir]);

/** A disk of its own needs the system's leave. */
function whyNoDisk(dir: string): string | null {
  mkdirSync(dir, { recursive: true });
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can make a small disk';
  if (!mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir)) return 'no disk may be mounted here';
  unmount(dir);
  return null;
}

describe.each(KINDS_OF_FORM)('on a disk that is really full, in a %s library', (kind) => {
  let room: FaultRoom;
  beforeAll(async () => {
    room = await openFaultRoom(kind);
  });
  afterAll(() => room.close());

  /** Bytes that the disk has beyond what stands on it, from next to nothing to nearly enough. */
  const SPARE = LONG ? [0, 8, 16, 32, 64, 96, 128, 192, 256, 320] : [16, 96];

  const scenarios: readonly Scenario[] = [
    'create',
    'import',
    'edit',
    'export',
    ...(kind === 'sealed' ? (['passphrase'] as const) : []),
  ];
  test.each(scenarios)('%s: says how much is free and keeps all', async (scenario) => {
    const why = whyNoDisk(room.path());
    if (why !== null) {
      process.stdout.write(`Left out, ${scenario} on a full disk: ${why}.\n`);
      return;
    }
    const found: string[] = [];
    for (const spare of SPARE) {
      const dir = room.path();
      mkdirSync(dir);
      const used = spawnSync('du', ['-s', '--block-size=1024', room.base], { encoding: 'utf8' }).stdout;
      expect(mount('-t', 'tmpfs', '-o', `size=${Number.parseInt(used, 10) + spare + 8}k`, 'tmpfs', dir)).toBe(true);
      try {
        cpSync(room.base, dir, { recursive: true });
        const { said, ended } = await (await room.worker()).run(scenario, dir, 1, null);
        if (!ended) found.push(`${spare} kB: the program died`);
        for (const { code, message } of failures(said)) {
          if (code !== 'disk_full' || !/ (are|is) free/.test(message)) found.push(`${spare} kB: ${code} ${message}`);
        }
        expect(mount('-o', 'remount,size=100m', dir)).toBe(true);
        found.push(
          ...(await faultsIn(scenario, dir, said, spare === SPARE[0])).map((fault) => `${spare} kB: ${fault}`),
        );
      } finally {
        unmount(dir);
      }
    }
    expect(found).toEqual([]);
  });
});
