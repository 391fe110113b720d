import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  assertExhibitFits,
  assertOriginalsFit,
  planVolumes,
  roomIn,
  type VolumeExhibit,
} from '../../electron/core/features/exhibits/bundle/bundle-volumes.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { nameAll } from '../../electron/core/store/final-names.ts';
import { assertNoVolumes, openOutgoingFolder } from '../../electron/core/store/outgoing-folder.ts';
import { LEAST_VOLUME, parseVolumeSize } from '../../shared/volume-size.ts';
import { archiveFolders } from '../support/archive-folders.ts';
import { anItem } from '../support/made-values.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { writeTree } from '../support/write-tree.ts';

const newDir = tempDirs('volumes');

describe('the size of a volume', () => {
  test.each([
    ['4.7G', 4_700_000_000],
    ['700M', 700_000_000],
    ['25 GB', 25_000_000_000],
    ['1,5t', 1_500_000_000_000],
    ['1000k', 1_000_000],
    ['2000000', 2_000_000],
  ])('%s is %d bytes', (text, bytes) => expect(parseVolumeSize(text)).toBe(bytes));

  test.each(['', 'M', '700X', '-700M', '7 00M', '1.2.3G', '999k', '0', '2000T', 'NaN', '1e9', '4.7GiB'])(
    '“%s” is none',
    (text) => expect(parseVolumeSize(text)).toBeNull(),
  );

  test('leaves room in an archive for what zip and age add', () => {
    expect(roomIn(LEAST_VOLUME, false)).toBe(LEAST_VOLUME);
    // age adds 16 bytes to 65,536.
    expect(4.7e9 - roomIn(4.7e9, true)).toBeGreaterThan((4.7e9 / 65_536) * 16);
    expect(roomIn(4.7e9, true)).toBeGreaterThan(4.69e9);
  });
});

describe('a plan of volumes', () => {
  const exhibit = (bytes: number, original = 'a'): VolumeExhibit => ({ bytes, original });

  test('keeps the order of the exhibits and fills one volume after the other', () => {
    const plan = planVolumes([exhibit(40), exhibit(50), exhibit(20), exhibit(90)], new Map(), 100);
    expect(plan.map(({ exhibits }) => exhibits)).toEqual([[0, 1], [2], [3]]);
  });

  test('puts an original once, beside the first exhibit made from it', () => {
    const originals = new Map([
      ['a', 50],
      ['b', 30],
    ]);
    const plan = planVolumes([exhibit(20, 'a'), exhibit(20, 'a'), exhibit(20, 'b')], originals, 100);
    expect(plan).toEqual([
      { exhibits: [0, 1], originals: ['a'] },
      { exhibits: [2], originals: ['b'] },
    ]);
  });

  test('gives an original a volume of its own where it fits into no other', () => {
    const plan = planVolumes([exhibit(20), exhibit(20)], new Map([['a', 95]]), 100);
    expect(plan).toEqual([
      { exhibits: [0], originals: [] },
      { exhibits: [], originals: ['a'] },
      { exhibits: [1], originals: [] },
    ]);
  });

  test('never holds more than its room, and everything once', () => {
    for (let seed = 1; seed < 300; seed++) {
      let state = seed;
      const random = (most: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return 1 + (state % most);
      };
      const names = ['a', 'b', 'c', 'd'];
      const originals = new Map(names.map((name) => [name, random(100)]));
      const exhibits = Array.from({ length: random(12) }, () => exhibit(random(100), names[random(4) - 1]));
      const plan = planVolumes(exhibits, originals, 100);
      for (const volume of plan) {
        const bytes = volume.exhibits.reduce((sum, position) => sum + (exhibits[position]?.bytes ?? 0), 0);
        const more = volume.originals.reduce((sum, name) => sum + (originals.get(name) ?? 0), 0);
        expect(bytes + more).toBeLessThanOrEqual(100);
      }
      expect(plan.flatMap((volume) => volume.exhibits)).toEqual(exhibits.map((_, position) => position));
      const used = [...new Set(exhibits.map((each) => each.original))];
      expect(plan.flatMap((volume) => volume.originals).sort()).toEqual(used.sort());
    }
  });

  test('names what does not fit, and its size', () => {
    const items = [anItem({ bytes: 90 }), anItem({ bytes: 5_200_000_000, originalName: 'night.mp4' })];
    const fault = { code: 'volume_too_small', message: expect.stringMatching(/night\.mp4 has 5\.2 GB.* 4\.7 GB/) };
    expect(() => assertOriginalsFit(items, 4.7e9, 4.69e9)).toThrow(expect.objectContaining(fault));
    expect(() => assertOriginalsFit(items, 6e9, 5.9e9)).not.toThrow();
    expect(() => assertExhibitFits('3', 'Counting', 2e6, 1e6, 9e5)).toThrow(/Exhibit 3 \(Counting\) has 2\.0 MB/);
  });
});

describe('several names', () => {
  test('are given to all folders or to none', async () => {
    const dir = newDir();
    const stage = await openOutgoingFolder(join(dir, 'b'), 'tag');
    for (const part of ['1', '2']) await stage.part(part).write('file.txt', part);
    const namings = ['1', '2'].map((part) => stage.partNaming(part, join(dir, `b-${part}of2`)));
    const taken = () => void writeTree(join(dir, 'b-2of2'), { 'mine.txt': 'mine' });
    await expect(nameAll(namings, taken)).rejects.toMatchObject({ code: 'folder_not_empty' });
    expect(readdirSync(dir).sort()).toEqual(['b-2of2', 'b.partial-tag']);
    await expect(assertNoVolumes(join(dir, 'b'))).rejects.toMatchObject({ code: 'folder_not_empty' });
    await expect(assertNoVolumes(join(dir, 'c'))).resolves.toBeUndefined();
    await stage.discard();
    expect(readdirSync(dir)).toEqual(['b-2of2']);
    expect(readFileSync(join(dir, 'b-2of2/mine.txt'), 'utf8')).toBe('mine');
  });

  test('are given to all archives or to none', async () => {
    const [dir, target] = [newDir(), newDir()];
    const parts = ['1', '2'].map((n) => ({
      folder: writeTree(join(dir, n), { 'data/a.txt': n }),
      file: join(target, `b-${n}of2.zip`),
    }));
    const taken = () => writeFileSync(parts[1]?.file ?? '', 'mine');
    await expect(archiveFolders(parts, [], unwatched, taken)).rejects.toThrow();
    expect(readdirSync(target)).toEqual(['b-2of2.zip']);
    expect(readFileSync(join(target, 'b-2of2.zip'), 'utf8')).toBe('mine');
  });
});
