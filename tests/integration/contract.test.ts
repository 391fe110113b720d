import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, type CallName } from '../../shared/api.ts';
import { fromEnvelope } from '../../shared/errors.ts';
import { comparable } from '../support/comparable.ts';
import { type ContractRun, runScenario, SCENARIO } from '../support/contract-scenario.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { desktopTransport, loopbackTransport, type Transport } from '../support/transports.ts';

vi.mock('electron', () => import('../support/electron-stub.ts'));

const newDir = sharedTempDirs('contract');
const NAMES = Object.keys(api) as CallName[];
let transports: Transport[] = [];
let runs: ContractRun[] = [];

/** A workspace, a transport to it, and the same films beside it. */
async function prepared(open: (root: string) => Promise<Transport>): Promise<{ transport: Transport; root: string }> {
  const root = newDir();
  makeTestFilm(root, { name: 'film.mp4', frames: 20, size: '160x120', sound: 440 });
  await sharp({ create: { width: 300, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toFile(join(root, 'page.png'));
  return { transport: await open(root), root };
}

beforeAll(async () => {
  const all = [await prepared(loopbackTransport), await prepared(desktopTransport)];
  transports = all.map(({ transport }) => transport);
  for (const { transport, root } of all) runs.push(await runScenario(transport, root));
});

afterAll(async () => {
  for (const transport of transports) await transport.close();
  runs = [];
});

describe('the contract over both transports', () => {
  it('leaves no call out', () => {
    expect([...new Set(SCENARIO.map((step) => step.call))].sort()).toEqual([...NAMES].sort());
  });

  it.each(SCENARIO.map((step, at) => [step.what ?? step.call, step, at] as const))('%s', (_name, step, at) => {
    const [overHttp, overIpc] = runs.map((run) => run.replies[at]);
    expect(overHttp).toBeDefined();
    if (step.fails) expect(overHttp).toMatchObject({ ok: false, error: { code: step.fails } });
    else expect(overHttp).toMatchObject({ ok: true });
    const [a, b] = runs.map((run) => comparable(run.replies[at], run.root));
    if (!step.moving) expect(b).toEqual(a);
    expect(overIpc?.ok).toBe(overHttp?.ok);
  });
});

describe('what a transport lets through', () => {
  it.each(NAMES)('refuses input of the wrong shape for %s', async (name) => {
    for (const input of ['text', 7, true, ['text']]) {
      const replies = await Promise.all(transports.map((transport) => transport.call(name, input)));
      const [overHttp, overIpc] = replies;
      expect(overIpc).toEqual(overHttp);
      expect(overHttp).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    }
  });

  it.each(['', 'no.such', 'toString', '__proto__', 'evidence', 'evidence.list ', 'EVIDENCE.LIST', '../library.info'])(
    'refuses the name %j',
    async (name) => {
      for (const transport of transports) {
        expect(await transport.call(name, {})).toMatchObject({ ok: false, error: { code: 'not_found' } });
      }
    },
  );

  it('carries the same error to the page', async () => {
    const errors = await Promise.all(
      transports.map(async (transport) => {
        const reply = await transport.call('library.open', { dir: '/no/such/library' });
        return reply.ok ? null : fromEnvelope(reply.error);
      }),
    );
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'library_missing', message: expect.stringContaining('/no/such/library') });
    }
    expect(errors[1]).toEqual(errors[0]);
  });

  it('carries events', () => {
    for (const { events } of transports) {
      expect(events.some((event) => event.type === 'changed' && event.topics.includes('marks'))).toBe(true);
      expect(events.some((event) => event.type === 'job' && event.job.state === 'done')).toBe(true);
    }
  });
});
