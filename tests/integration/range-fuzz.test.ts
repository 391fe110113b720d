import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { importOne, newCase, openCase, put } from '../support/case-library.ts';
import { rangeAnswer, rangeHeader } from '../support/range-oracle.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const HEADERS = 2500;
const MOST = 4 << 20;
const newDir = sharedTempDirs('ranges');
const content = randomBytes(4000);
let core: Core;
let address = '';
let empty = '';

beforeAll(async () => {
  const root = newDir();
  core = await openCase(await newCase(root), { ffmpeg: null });
  const shaOf = async (id: string) => (await core.call('evidence.show', { id })).item.sha256;
  address = `http://aigaq/media/original/${await shaOf(await importOne(core, put(root, 'some.bin', content)))}`;
  empty = `http://aigaq/media/original/${await shaOf(await importOne(core, put(root, 'none.bin', '')))}`;
});
afterAll(() => core.close());

describe('a Range header', () => {
  it('is answered as RFC 9110 says, whatever it holds', async () => {
    const random = seededRandom(7);
    const counts = new Map<number, number>();
    for (let n = 0; n < HEADERS; n++) {
      const range = rangeHeader(random, content.length);
      const wanted = rangeAnswer(range.trim(), content.length, MOST);
      const answer = await core.media(new Request(address, { headers: { range } }));
      const body = Buffer.from(await answer.arrayBuffer());
      expect(answer.status, range).toBe(wanted.status);
      counts.set(wanted.status, (counts.get(wanted.status) ?? 0) + 1);
      if (wanted.status === 206) {
        const { first, last } = wanted;
        expect(answer.headers.get('content-range'), range).toBe(`bytes ${first}-${last}/${content.length}`);
        expect(answer.headers.get('content-length'), range).toBe(String(last - first + 1));
        expect(body.equals(content.subarray(first, last + 1)), range).toBe(true);
      } else if (wanted.status === 416) {
        expect([answer.headers.get('content-range'), body.length], range).toEqual([`bytes */${content.length}`, 0]);
      } else expect(body.equals(content), range).toBe(true);
    }
    // A fuzz that only ever met one kind of answer would have tried nothing.
    for (const status of [200, 206, 416]) expect(counts.get(status)).toBeGreaterThan(50);
  });

  it('asks in vain of a file of no bytes', async () => {
    for (const range of ['bytes=0-', 'bytes=0-0', 'bytes=-1']) {
      expect((await core.media(new Request(empty, { headers: { range } }))).status).toBe(416);
    }
    expect((await core.media(new Request(empty))).status).toBe(200);
  });
});
