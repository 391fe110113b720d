import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ffmpegArguments, runFfmpeg } from '../../electron/core/media/ffmpeg.ts';
import { decodeIndexOf } from '../../electron/core/media/frame-index.ts';
import { ownerOf } from '../../electron/core/media/peer-owner.ts';
import { openWithFfmpeg } from '../../electron/core/media/probe.ts';
import { type SealedServing, serveSealed } from '../../electron/core/media/sealed-source.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { chunkAt } from '../../electron/core/seal/container-format.ts';
import { sealBytes } from '../../electron/core/seal/container-writer.ts';
import { type FileSource, plainFile } from '../../electron/core/store/file-source.ts';
import { makeTestFilm } from '../support/films.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { newKey } from '../support/sealed-bytes.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const KEY = newKey();
const newDir = sharedTempDirs('sealed-source');
let dir: string;
beforeAll(() => {
  dir = newDir();
});

/** The same file, sealed. */
function sealed(path: string): FileSource {
  const data = readFileSync(path);
  const identity = `original\n${createHash('sha256').update(data).digest('hex')}` as const;
  const out = `${path}.sealed`;
  writeFileSync(out, sealBytes(KEY, data, identity));
  return { path: out, seal: { key: KEY, identity } };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Buffer;
}

/** One request as a stranger or a child would make it. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the connection that lends a sealed file to one child', () => {
  const data = randomBytes(700_001);
  let served: SealedServing;
  beforeAll(async () => {
    const path = join(dir, 'data');
    writeFileSync(path, data);
    served = await serveSealed(sealed(path));
  });
  afterAll(() => served.close());

  test('gives the plain bytes from any place', async () => {
    expect((await ask(served.url)).body.equals(data)).toBe(true);
    for (const from of [0, 1, 65_535, 65_536, 700_000]) {
      const { status, headers, body } = await ask(served.url, { range: `bytes=${from}-` });
      expect({ status, range: headers['content-range'] }).toEqual({
        status: 206,
        range: `bytes ${from}-700000/700001`,
      });
      expect(body.equals(data.subarray(from)), `${from}`).toBe(true);
    }
    expect(await ask(served.url, { range: 'bytes=700001-' })).toMatchObject({ status: 416 });
  });

  test('is at an address of 256 random bits on this machine alone', () => {
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{64}$/);
  });

  test('answers nothing to another address, host or method', async () => {
    const { origin, pathname, port } = new URL(served.url);
    const wrong = [
      ask(`${origin}/`),
      ask(`${origin}${pathname.slice(0, -1)}`),
      ask(`${served.url}?x`),
      ask(`${served.url}/..`),
      ask(served.url, { host: 'example.org' }),
      ask(served.url, { host: `localhost:${port}` }),
      ask(served.url, { host: '127.0.0.1' }),
      ask(served.url, {}, 'POST'),
      ask(served.url, {}, 'HEAD'),
    ];
    for (const answer of await Promise.all(wrong)) {
      expect(answer.status).toBe(404);
      expect(answer.body).toHaveLength(0);
    }
  });

  test('is gone with the child', async () => {
    const path = join(dir, 'short');
    writeFileSync(path, data);
    const ended = await serveSealed(sealed(path));
    await ended.close();
    await expect(ask(ended.url)).rejects.toThrow(/ECONNREFUSED/);
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)('is closed to other users', async () => {
    const script = `fetch(process.argv[1]).then((r) => r.arrayBuffer()).then((b) => console.log(b.byteLength), () => console.log('refused'))`;
    const asUser = async (uid: number) => {
      const child = spawn(process.execPath, ['-e', script, served.url], { uid, stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      return said.toString().trim();
    };
    expect(await asUser(0)).toBe('700001');
    expect(await asUser(65_534)).toBe('refused');
  });

  test('knows whose connection it is', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0',
      '   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0',
      '   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0',
    ].join('\n');
    expect(ownerOf(table, 0xc350, 0x1f90)).toBe(1000);
    expect(ownerOf(table, 0xc351, 0x1f90)).toBeNull();
    expect(ownerOf('', 0xc350, 0x1f90)).toBeNull();
  });
});

describe('ffmpeg on a sealed original', () => {
  const films = (): [string, string][] => [
    ['mov', makeTestFilm(dir, { name: 'a.mp4', frames: 120 })],
    ['avi', makeTestFilm(dir, { name: 'b.avi', frames: 60, encode: ['-c:v', 'mpeg4'] })],
    ['mpegts', makeTestFilm(dir, { name: 'c.ts', frames: 60, encode: ['-c:v', 'mpeg2video'] })],
    ['matroska', makeTestFilm(dir, { name: 'd.mkv', frames: 60 })],
  ];

  test('lists the same pictures, and opens it the same', async () => {
    for (const [demuxer, path] of films()) {
      const look = async (file: FileSource) => {
        const input = { file, demuxer, decoders: null };
        const { errors, dump, pictures } = await openWithFfmpeg('ffmpeg', input);
        const index = await decodeIndexOf('ffmpeg', input, { bytes: 1e6, declared: null, stored: null }, unwatched);
        return { errors, dump, pictures, index };
      };
      const plain = await look(plainFile(path));
      expect(plain.index?.pts.length).toBeGreaterThan(50);
      expect(await look(sealed(path)), demuxer).toEqual(plain);
    }
  });

  test('is told of no path and no key, and is refused every file', async () => {
    const source = sealed(films()[0]?.[1] ?? '');
    const args = ffmpegArguments({ file: source, demuxer: 'mov', decoders: null }, [
      { options: ['-f', 'null'], target: '-' },
    ]);
    expect(args).toContain('http,tcp');
    expect(args.join(' ')).not.toContain('file');
    const key = Buffer.from(KEY).toString('hex');
    expect(args.join(' ')).not.toContain(key);
  });

  test('meets an altered original as an error that says so, not as a short film', async () => {
    const path = join(dir, 'long.avi');
    makeWithFfmpeg('-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=4', '-c:v', 'mjpeg', '-q:v', '2', path);
    const source = sealed(path);
    const bytes = readFileSync(source.path);
    const at = chunkAt(5) + 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(source.path, bytes);
    const input = { file: source, demuxer: 'avi', decoders: null };
    const run = runFfmpeg('ffmpeg', {
      ...{ input, args: ffmpegArguments(input, [{ options: ['-f', 'framemd5'], target: 'pipe:1' }]) },
      limitMs: 60_000,
    });
    await expect(run).rejects.toMatchObject({ code: 'verification_failed' });
  });

  test.runIf(process.platform === 'linux')('leaves nothing open when it is stopped', async () => {
    const source = sealed(films()[0]?.[1] ?? '');
    // As slow as it would be shown, so that it does not end by itself.
    const input = { file: source, demuxer: 'mov', decoders: null, options: ['-re'] };
    const stop = new AbortController();
    const run = runFfmpeg('ffmpeg', {
      input,
      args: ffmpegArguments(input, [{ options: ['-flush_packets', '1', '-f', 'framemd5'], target: 'pipe:1' }]),
      ...{ limitMs: 60_000, signal: stop.signal, onStdout: () => stop.abort() },
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    const open = readdirSync('/proc/self/fd').map((fd) => targetOf(`/proc/self/fd/${fd}`));
    expect(open.filter((target) => target.includes('.sealed'))).toEqual([]);
  });
});

/** Where a link leads; others are closed while they are looked at. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
