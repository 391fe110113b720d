import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { launch } from '../../electron/core/media/launch.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('launch');
const node = process.execPath;
const script = (code: string) => ['-e', code];

describe('launch', () => {
  test('passes arguments as they are, never through a shell', async () => {
    const mark = join(newDir(), 'pwned');
    const hostile = `$(touch ${mark}); touch ${mark} | \`touch ${mark}\``;
    const { stdout, code } = await launch({
      program: node,
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
    const { stdout } = await launch({ program: node, args: script(code), limitMs: 20_000 });
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
      program: node,
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
    const ended = await launch({ program: node, args: script('setInterval(() => {}, 1000)'), limitMs: 300 });
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
      program: node,
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
      program: node,
      args: script('process.stderr.write("y".repeat(100000))'),
      limitMs: 20_000,
    });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(8192);
  });

  test('ends the child when its output cannot be used, and passes the reason on', async () => {
    const running = launch({
      program: node,
      args: script('setInterval(() => console.log("tick"), 10)'),
      limitMs: 60_000,
      onStdout: () => {
        throw new Error('unusable');
      },
    });
    await expect(running).rejects.toThrow('unusable');
  });
});
