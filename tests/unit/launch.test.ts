import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { childGuards, type Launch, launch } from '../../electron/core/media/launch.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('launch');
/** V8 reserves gigabytes before it runs the first line; the children of the product are content with less. */
const node = { program: process.execPath, memoryBytes: 2 ** 35 };
const script = (code: string) => ['-e', code];

describe('launch', () => {
  test('passes arguments as they are, never through a shell', async () => {
    const mark = join(newDir(), 'pwned');
    const hostile = `$(touch ${mark}); touch ${mark} | \`touch ${mark}\``;
    const { stdout, code } = await launch({
      ...node,
      args: [...script('console.log(process.argv[1])'), hostile],
      limitMs: 20_000,
    });
    expect(code).toBe(0);
    expect(stdout.toString().trim()).toBe(hostile);
    expect(existsSync(mark)).toBe(false);
  });

  test('gives the child next to nothing of the environment, and no standard input', async () => {
    process.env.AIGAQ_TEST_SECRET = 'canary';
    const code =
      'console.log(JSON.stringify({ names: Object.keys(process.env), input: require("fs").readFileSync(0, "utf8") }))';
    const { stdout } = await launch({ ...node, args: script(code), limitMs: 20_000 });
    delete process.env.AIGAQ_TEST_SECRET;
    const { names, input } = JSON.parse(stdout.toString()) as { names: string[]; input: string };
    expect(input).toBe('');
    expect(names).not.toContain('AIGAQ_TEST_SECRET');
    expect(names).not.toContain('HOME');
  });

  test('kills the child when the signal fires, and says cancelled', async () => {
    const stop = new AbortController();
    let pid = 0;
    const running = launch({
      ...node,
      args: script('console.log(process.pid); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'),
      limitMs: 60_000,
      signal: stop.signal,
      onStdout: (chunk) => {
        pid = Number(chunk.toString());
        stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(pid).toBeGreaterThan(0);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  test('does not start at all when the signal has fired before', async () => {
    await expect(
      launch({ program: '/no/such/program', args: [], limitMs: 1000, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('ends a child that takes too long', async () => {
    const ended = await launch({ ...node, args: script('setInterval(() => {}, 1000)'), limitMs: 300 });
    expect(ended.timedOut).toBe(true);
    expect(ended.code).toBeNull();
  });

  test('says what to do when the program is not there', async () => {
    await expect(launch({ program: '/no/such/ffmpeg', args: [], limitMs: 1000 })).rejects.toMatchObject({
      code: 'ffmpeg_missing',
      message: expect.stringContaining('Install ffmpeg'),
    });
  });

  test('hands over lines of standard error and what comes on descriptor 3, and caps what it collects', async () => {
    const lines: string[] = [];
    let extra = '';
    const code =
      'process.stderr.write("one\\r\\ntwo\\nthr"); process.stderr.write("ee"); require("fs").writeSync(3, "third"); process.stdout.write("x".repeat(5000))';
    const ended = await launch({
      ...node,
      args: script(code),
      limitMs: 20_000,
      stdoutCap: 1000,
      onLine: (line) => lines.push(line),
      onExtra: (chunk) => {
        extra += chunk.toString();
      },
    });
    expect(lines).toEqual(['one', 'two', 'three']);
    expect(extra).toBe('third');
    expect(ended.stdout).toHaveLength(1000);
  });

  test('cuts a line that never ends', async () => {
    const { lines } = await launch({
      ...node,
      args: script('process.stderr.write("y".repeat(100000))'),
      limitMs: 20_000,
    });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(8192);
  });

  test('ends the child when its output cannot be used, and passes the reason on', async () => {
    const running = launch({
      ...node,
      args: script('setInterval(() => console.log("tick"), 10)'),
      limitMs: 60_000,
      onStdout: () => {
        throw new Error('unusable');
      },
    });
    await expect(running).rejects.toThrow('unusable');
  });

  test('ends a child that says nothing for too long, and leaves one alone that goes on talking', async () => {
    const silent = await launch({ ...node, args: script('setInterval(() => {}, 1000)'), limitMs: 60_000, idleMs: 400 });
    expect(silent).toMatchObject({ timedOut: true, killedBy: 'SIGKILL' });
    const talk = 'let n = 0; const t = setInterval(() => { console.log(n); if (++n > 12) clearInterval(t); }, 250)';
    const talking = await launch({ ...node, args: script(talk), limitMs: 60_000, idleMs: 2500 });
    expect(talking).toMatchObject({ timedOut: false, code: 0 });
  });

  test('tells a child that broke from one that ended', async () => {
    const ended = await launch({ program: '/bin/sh', args: ['-c', 'kill -SEGV $$'], limitMs: 20_000 });
    expect(ended).toMatchObject({ code: null, killedBy: 'SIGSEGV', timedOut: false });
    expect(await launch({ program: '/bin/true', args: [], limitMs: 20_000 })).toMatchObject({
      code: 0,
      killedBy: null,
    });
  });
});

/** What the system enforces is Linux's; elsewhere `childGuards` says what is missing. */
describe.runIf(process.platform === 'linux')('limits that the system enforces', () => {
  const sh = (text: string, more: Partial<Launch> = {}) =>
    launch({ program: '/bin/sh', args: ['-c', text], limitMs: 20_000, ...more });

  test('processor time, memory, files and open files are limited, and no core is dumped', async () => {
    const { stdout } = await sh('ulimit -t; ulimit -d; ulimit -f; ulimit -n; ulimit -c', { limitMs: 10_000 });
    const seconds = String(10 * availableParallelism());
    expect(stdout.toString().trim().split('\n')).toEqual([seconds, String(512 * 1024), '0', '64', '0']);
  });

  test('a child that answers through pipes can write no file, one that makes a file can', async () => {
    const path = join(newDir(), 'out');
    expect(await sh(`echo text > ${path}`)).toMatchObject({ killedBy: 'SIGXFSZ' });
    expect(readFileSync(path, 'utf8')).toBe('');
    expect(await sh(`echo text > ${path}`, { writesFile: true })).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toBe('text\n');
  });

  test('memory beyond the allowance is not to be had', async () => {
    const hungry = 'dd if=/dev/zero of=/dev/null bs=200M count=1';
    expect((await sh(hungry)).code).toBe(0);
    const { code, lines } = await sh(hungry, { memoryBytes: 100 << 20 });
    expect(code).not.toBe(0);
    expect(lines.join()).toMatch(/memory exhausted|allocate/);
  });

  test('a child sees no network device but its own, where the system allows that', async () => {
    const { networkless, missing } = await childGuards();
    const { stdout } = await launch({ program: '/bin/cat', args: ['/proc/self/net/dev'], limitMs: 20_000 });
    const devices = [...stdout.toString().matchAll(/^\s*([^\s:|]+):/gm)].map(([, name]) => name);
    if (networkless.length > 0) expect(devices).toEqual(['lo']);
    else expect(missing.join()).toContain('network');
  });

  test('the process id is that of the program, so that nothing is left when it is killed', async () => {
    const stop = new AbortController();
    let pid = 0;
    const running = sh('echo $$; exec sleep 60', {
      signal: stop.signal,
      onStdout: (chunk) => {
        pid = Number(chunk.toString());
        stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
