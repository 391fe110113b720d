import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorkspace, type Workspace } from '../../electron/core/workspace.ts';
import { answerPage } from '../../electron/hosts/desktop/call-channel.ts';
import { CHANNELS } from '../../electron/hosts/desktop/channels.ts';
import { type Loopback, startLoopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { newCase, put, RESOURCES } from '../support/case-library.ts';
import { BrowserWindow, machine } from '../support/electron-stub.ts';
import { isAppError, messagesOf } from '../support/fuzz-replies.ts';
import { malformedMessage } from '../support/malformed-input.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

vi.mock('electron', () => import('../support/electron-stub.ts'));

/** Two thousand of each class with every run; `AIGAQ_FUZZ=10000` sends as many as the requirement names. */
const MESSAGES = Number(process.env.AIGAQ_FUZZ ?? 2000);
const newDir = sharedTempDirs('fuzz');
const logged: string[] = [];
let workspace: Workspace;
let host: Loopback;
let root = '';
let libraryDir = '';
let before: string[] = [];

/** Everything on disk that these messages could have made, the library's own working files left out. */
const outside = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('case/library.sqlite'))
    .sort();

beforeAll(async () => {
  root = newDir();
  libraryDir = await newCase(root);
  put(join(root, 'page'), 'index.html', '<!doctype html>');
  const log = { info: () => {}, warn: (event: string) => void logged.push(event) };
  const options = { stateDir: join(root, 'state'), homeFolder: root, resourcesDir: RESOURCES, version: '0.0.0' };
  workspace = await openWorkspace({ ...options, ffmpeg: null, ffmpegProblem: 'none here', log });
  await workspace.call('library.open', { dir: libraryDir });
  host = await startLoopback({ hosted: workspace, rendererDir: join(root, 'page'), log });
  new BrowserWindow({});
  answerPage(workspace, log);
  before = outside();
});
afterAll(async () => {
  await host.close();
  await workspace.close();
});

/** Sends what the page could send over IPC: copies, not the values themselves. */
async function send(channel: string, args: readonly unknown[], frame?: unknown): Promise<unknown> {
  const sender = machine.windows.at(-1)?.webContents as unknown as WebContents;
  const event = { sender, senderFrame: frame === undefined ? sender.mainFrame : frame };
  return structuredClone(await machine.channels.get(channel)?.(event, ...structuredClone(args)));
}

async function expectUnharmed(): Promise<void> {
  expect(outside()).toEqual(before);
  expect(logged).toEqual([]);
  expect((await workspace.call('app.state', {})).open?.path).toBe(libraryDir);
  expect(({} as Record<string, unknown>).dir).toBeUndefined();
}

describe('malformed messages', () => {
  it('over the call channel are all answered as errors of the caller', async () => {
    const random = seededRandom(1);
    const codes = await messagesOf(MESSAGES, () => send(CHANNELS.call, malformedMessage(random, true)));
    expect(codes.defects).toEqual([]);
    expect(codes.answered).toBe(MESSAGES);
    await expectUnharmed();
  });

  it('over HTTP are all answered as errors of the caller', async () => {
    const random = seededRandom(2);
    const entered = await fetch(host.url, { redirect: 'manual' });
    const headers = {
      cookie: entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '',
      'content-type': 'application/json',
    };
    const origin = new URL(host.url).origin;
    const ask = async () => {
      const [name, input] = malformedMessage(random, false);
      const path = encodeURIComponent(
        (typeof name === 'string' ? name : JSON.stringify(name ?? null)).toWellFormed().slice(0, 2000),
      );
      const answer = await fetch(`${origin}/rpc/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input ?? null),
      });
      expect([200, 404]).toContain(answer.status);
      return answer.status === 200 ? answer.json() : { ok: false, error: { code: 'not_found', message: 'none' } };
    };
    const codes = await messagesOf(MESSAGES, ask);
    expect(codes.defects).toEqual([]);
    expect(codes.answered).toBe(MESSAGES);
    await expectUnharmed();
  });

  it.each([
    ['the folder chooser', CHANNELS.pickFolder, 3],
    ['showing a folder', CHANNELS.revealFolder, 4],
  ])('to %s open nothing', async (_what, channel, seed) => {
    const random = seededRandom(seed);
    machine.opened.length = 0;
    machine.chosenFolder = null;
    const answers = await messagesOf(MESSAGES, () => send(channel, malformedMessage(random, true).slice(1)));
    expect(answers.defects).toEqual([]);
    expect(machine.opened).toEqual([]);
    await expectUnharmed();
  });

  it('of frames that are not the page are refused without being read', async () => {
    const random = seededRandom(5);
    const frames = [null, {}, { url: 'aigaq://app/' }, { url: 'https://evil.example/' }, { url: 'aigaq://app.evil/' }];
    const channels = Object.values(CHANNELS).filter((channel) => channel !== CHANNELS.event);
    for (let n = 0; n < MESSAGES; n++) {
      const reply = await send(
        channels[n % channels.length] ?? '',
        malformedMessage(random, true),
        frames[n % frames.length],
      );
      expect(isAppError(reply)).toBe(true);
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_authorised' } });
    }
    await expectUnharmed();
  });

  it('leave a library that still works', async () => {
    await workspace.call('places.set', { code: 'P', name: 'Place', address: 'Address' });
    expect(await workspace.call('places.list', {})).toHaveLength(1);
    expect(existsSync('/etc/library.sqlite')).toBe(false);
  });
});

describe('what the page is told', () => {
  it('is an id of an original and never the path of its file', async () => {
    const path = put(join(root, 'given'), 'paper.txt', 'x');
    const { jobs } = await workspace.call('evidence.import', { sources: [{ path }] });
    await workspace.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
    const [item] = await workspace.call('evidence.list', {});
    const shown = await workspace.call('evidence.show', { id: item?.id ?? '' });
    expect(JSON.stringify([item, shown, await workspace.call('marks.list', {})])).not.toContain(root);
  });
});
