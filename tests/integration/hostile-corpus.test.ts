import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestFilm } from '../support/films.ts';
import { hostileCorpus } from '../support/hostile-corpus.ts';
import { hasStrace, hostileSession, type Session } from '../support/hostile-session.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { breachesIn } from '../support/traced-calls.ts';

const newDir = sharedTempDirs('hostile');
/** Half a minute for a file on a machine that does nothing else; more where others are at work on it. */
const MOST_MS = 30_000 * Math.max(1, loadavg()[0] ?? 1);
const MOST_BYTES = 512 << 20;
/** The program itself, whose thread of documents may take half a gigabyte for one. */
const MOST_CORE_BYTES = 900 << 20;
/** `npm run test:hostile` takes all; otherwise every text, of which none costs anything, and a part of the others. */
const STEP = process.env.AIGAQ_HOSTILE_LONG ? 1 : 5;
const TEXTS = 32;
const GOOD = 'good.mp4';
/** Pictures of the film that hostile files refer to. A prime: edit lists repeat a few pictures of their own. */
const LURE_FRAMES = 23;
/** Places of the system that every program reads: libraries, settings, its own state, devices that give nothing away. */
const SYSTEM = ['/usr', '/lib', '/lib64', '/bin', '/etc', '/proc', '/sys', '/dev/null', '/dev/urandom', '/dev/tty'];
const HOUSE = resolve(import.meta.dirname, '../..');

describe('every file of the hostile corpus', () => {
  let session: Session;
  let names: string[];
  let lure: string;
  let dir: string;

  beforeAll(async () => {
    dir = realpathSync(newDir());
    const [given, lures] = [join(dir, 'given'), realpathSync(newDir())];
    mkdirSync(given);
    lure = makeTestFilm(lures, { name: 'secret.ts', frames: LURE_FRAMES, size: '160x120' });
    const all = hostileCorpus({ film: lure, http: 'http://127.0.0.1:9' });
    const corpus = all.filter((_, n) => n < TEXTS || n % STEP === 0);
    for (const { name, bytes } of corpus) writeFileSync(join(given, name), bytes);
    makeTestFilm(given, { name: GOOD, frames: 20, size: '160x120' });
    names = [...corpus.map(({ name }) => name), GOOD];
    session = await hostileSession(
      dir,
      names.map((name) => join(given, name)),
      hasStrace(),
    );
    if (process.env.AIGAQ_HOSTILE_LOG) writeFileSync(process.env.AIGAQ_HOSTILE_LOG, JSON.stringify(session));
  }, 900_000);

  test('is taken in whole, by a session that goes on to the end', () => {
    expect(names.length).toBeGreaterThan(60);
    expect(session.code).toBe(0);
    expect(session.steps.map(({ path }) => basename(path))).toEqual(names);
    expect(session.steps.filter(({ state, outcome }) => state !== 'done' || outcome !== 'imported')).toEqual([]);
  });

  test('is dealt with in half a minute', () => {
    expect(session.steps.filter(({ imported, all }) => imported > MOST_MS || all > 2 * MOST_MS)).toEqual([]);
  });

  test('gives no picture of what it refers to, and says in words what is wrong with it', () => {
    for (const { path, frames, review, warnings, statuses } of session.steps) {
      if (basename(path) === GOOD) continue;
      expect(frames === LURE_FRAMES, `${basename(path)} has the pictures of another file`).toBe(false);
      for (const { message } of warnings)
        expect(message).not.toMatch(/secret\.ts|0x[0-9a-f]{6}|originals\/| at .*:\d+/);
      if (review === 'none') expect(Math.min(...statuses), basename(path)).toBeGreaterThanOrEqual(400);
      for (const status of statuses) expect(status, basename(path)).not.toBe(500);
    }
  });

  test('leaves the session usable: a good film after all of them has its frames and its picture', () => {
    const good = session.steps.at(-1);
    expect(good).toMatchObject({ frames: 20, review: 'direct', warnings: [], statuses: [200, 200] });
  });

  test.runIf(process.platform === 'linux')('stays within half a gigabyte in every child', () => {
    expect(session.rss.child).toBeGreaterThan(1 << 20);
    expect(session.rss.child).toBeLessThanOrEqual(MOST_BYTES);
    expect(session.rss.core).toBeLessThanOrEqual(MOST_CORE_BYTES);
  });

  test.runIf(hasStrace())('opens nothing outside the library and the program, and no socket', () => {
    const calls = session.calls ?? [];
    const given = names.map((name) => join(dir, 'given', name));
    const allowed = [
      ...SYSTEM,
      HOUSE,
      realpathSync(process.execPath),
      join(dir, 'case'),
      join(dir, 'paths.json'),
      ...given,
    ];
    expect(calls.filter((line) => line.includes('execve(') && line.includes('ffmpeg')).length).toBeGreaterThan(50);
    // The folder of the new library gets its name synced, so the one above it is opened, too.
    expect(breachesIn(calls, allowed).filter(({ what }) => what !== dir)).toEqual([]);
    expect(calls.some((line) => line.includes(lure))).toBe(false);
  });

  test.runIf(hasStrace())('is opened only by its own name while it is read in, never by a decoder', () => {
    const calls = session.calls ?? [];
    const decoders = new Set(
      calls.filter((line) => /execve\("[^"]*ffmpeg"/.test(line)).map((line) => line.split(' ', 1)[0]),
    );
    const opened = calls.filter((line) => decoders.has(line.split(' ', 1)[0]) && line.includes(join(dir, 'given')));
    expect(opened).toEqual([]);
    expect(readFileSync(join(dir, 'paths.json'), 'utf8')).toContain('hls-path.mp4');
  });
});
