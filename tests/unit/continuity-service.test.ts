import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createContinuity } from '../../electron/core/features/continuity/continuity-service.ts';
import type { EvidenceService } from '../../electron/core/features/evidence/evidence-service.ts';
import { silentLog } from '../../electron/core/log.ts';
import type { DecodedIndex } from '../../electron/core/media/decoded-index.ts';
import { PicturePrints } from '../../electron/core/media/index-prints.ts';
import type { Media } from '../../electron/core/media/media.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { AppError } from '../../shared/errors.ts';
import type { Item } from '../../shared/evidence.ts';

const FRAMES = 100;
const print = (n: number): string => String(n).padStart(32, '0');
const list = (source: DecodedIndex['source']): DecodedIndex => ({
  ...{ source, fieldOrder: 'progressive', timeBase: [1, 25], keys: [0], warnings: [] },
  pts: Array.from({ length: FRAMES }, (_, n) => (n < 50 ? n : n + 100)),
  md5:
    source === 'container' ? null : PicturePrints.of(Array.from({ length: FRAMES }, (_, n) => print(Math.min(n, 60)))),
});

/** The service on an item and a list that the test chooses; nothing is decoded. */
function serviceOn(item: Partial<Item>, index: DecodedIndex | null, course?: () => never) {
  const whole = {
    ...{ id: 'e1', sha256: 'aa', originalName: 'room.mp4', kind: 'video', frames: FRAMES, warnings: [] },
    ...{ source: null, durationSeconds: 4, timing: null, pending: true, ...item },
  } as unknown as Item;
  const asked: string[] = [];
  const evidence = { get: () => whole, list: () => [whole], metadata: () => ({ tags: {} }) };
  const media = {
    index: () => {
      asked.push('index');
      return Promise.resolve(index);
    },
    course: async () => course?.() ?? { whole: true, tags: [], parameters: null, sound: null },
  };
  const service = createContinuity({
    evidence: evidence as unknown as EvidenceService,
    media: media as unknown as Media,
    resourcesDir: resolve(import.meta.dirname, '../../resources'),
    log: silentLog,
  });
  return { service, asked };
}

describe('while a recording is still being decoded', () => {
  test('times are looked at and pictures are named as not compared', async () => {
    const { service } = serviceOn({ frameSource: 'container' }, list('container'));
    const { findings, looked } = await service.report('e1', unwatched);
    expect(findings.map(({ kind }) => kind)).toEqual(['gap']);
    expect(looked).toMatchObject({ frames: FRAMES, pictures: false });
  });

  test('the decoder’s list replaces it', async () => {
    const { service } = serviceOn({ frameSource: 'decoder', pending: false }, list('decoder'));
    const { findings, looked } = await service.report('e1', unwatched);
    expect(findings.map(({ kind }) => kind)).toEqual(['gap', 'duplicates']);
    expect(looked.pictures).toBe(true);
  });

  test('a list that is not there is not waited for', async () => {
    const { service, asked } = serviceOn({ frames: null, frameSource: null }, null);
    expect((await service.report('e1', unwatched)).looked.frames).toBe(0);
    expect(asked).toEqual([]);
  });
});

test('a report that is cancelled says so, not that there was nothing to read', async () => {
  const { service } = serviceOn({ frameSource: 'decoder' }, list('decoder'), () => {
    throw new AppError('cancelled', 'Stopped.');
  });
  await expect(service.report('e1', unwatched)).rejects.toMatchObject({ code: 'cancelled' });
});

test('packets that cannot be read are no failure of the report', async () => {
  const missing = () => {
    throw new AppError('ffmpeg_missing', 'There is no ffmpeg.');
  };
  const { service } = serviceOn({ frameSource: 'decoder' }, list('decoder'), missing);
  const { looked, findings } = await service.report('e1', unwatched);
  expect(looked).toMatchObject({ pictures: true, sound: false, parameters: false });
  expect(findings.length).toBeGreaterThan(0);
  const broken = serviceOn({}, list('decoder'), () => {
    throw new RangeError('a mistake of ours');
  });
  await expect(broken.service.report('e1', unwatched)).rejects.toThrow('a mistake of ours');
});
