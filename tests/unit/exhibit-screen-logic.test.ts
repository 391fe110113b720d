import { describe, expect, test } from 'vitest';
import {
  dayText,
  lastPart,
  nameProblem,
  proposedBundleName,
  slug,
} from '../../renderer/features/exhibits/bundle-name.ts';
import { moved, movedBy, neighbourOf } from '../../renderer/features/exhibits/exhibit-order.ts';
import { summarise } from '../../renderer/features/exhibits/exhibit-summary.ts';
import { asLabel, frameCount, thumbSource, timeRange } from '../../renderer/features/exhibits/exhibit-words.ts';
import { readForm } from '../../renderer/features/exhibits/export-form.ts';
import { bundleCheck, exportResult, newestJob } from '../../renderer/features/exhibits/export-jobs.ts';
import { groupByItem, markChoices, matchesFilter } from '../../renderer/features/exhibits/mark-choices.ts';
import { missingList, othersLacking } from '../../renderer/features/exhibits/missing-list.ts';
import { commonOffset, recordedText } from '../../renderer/features/exhibits/recorded-input.ts';
import {
  paperWidth,
  percentOf,
  pictureWidth,
  startingZoom,
  stepZoom,
} from '../../renderer/features/exhibits/sheet-zoom.ts';
import { pathIn } from '../../renderer/lib/path-in.ts';
import { hashGroups } from '../../renderer/ui/verification/hash-groups.ts';
import { aJob, aMark, anExhibit, anItem } from '../support/made-values.ts';

describe('order of exhibits', () => {
  test('moves one element and keeps the others in order', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
    expect(moved(['a', 'b'], -1, 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 0, 5)).toEqual(['a', 'b']);
  });

  test('stops at both ends', () => {
    expect(movedBy(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(movedBy(['a', 'b', 'c'], 'c', 1)).toBeNull();
    expect(movedBy(['a', 'b', 'c'], 'a', -1)).toBeNull();
    expect(movedBy(['a', 'b', 'c'], 'x', 1)).toBeNull();
  });

  test('selects what follows the removed ones, else what precedes them', () => {
    expect(neighbourOf(['a', 'b', 'c', 'd'], ['b'])).toBe('c');
    expect(neighbourOf(['a', 'b', 'c', 'd'], ['c', 'd'])).toBe('b');
    expect(neighbourOf(['a', 'b', 'c'], ['a', 'c'])).toBe('b');
    expect(neighbourOf(['a'], ['a'])).toBeNull();
  });
});

describe('name of a bundle', () => {
  const day = new Date(2026, 2, 9, 23, 30);

  test('is made of the title and the local day, in the alphabet of bundles', () => {
    expect(dayText(day)).toBe('2026-03-09');
    expect(proposedBundleName('Station 101 · count & closing', day, [])).toBe('station-101-count-closing-2026-03-09');
    expect(slug('Участок № 101, Қостанай')).toBe('uchastok-101-qostanai');
    expect(slug('Élection «ünïted»')).toBe('election-united');
  });

  test('survives titles without a usable letter and very long ones', () => {
    expect(proposedBundleName('選挙', day, [])).toBe('exhibits-2026-03-09');
    const long = proposedBundleName('a b'.repeat(100), day, []);
    expect(long.length).toBeLessThanOrEqual(100);
    expect(nameProblem(long, [])).toBeNull();
  });

  test('gets a number while the folder holds it', () => {
    const taken = ['case-2026-03-09', 'case-2026-03-09-2'];
    expect(proposedBundleName('Case', day, taken)).toBe('case-2026-03-09-3');
  });

  test.each([
    ['', 'empty'],
    ['Case', 'letters'],
    ['a b', 'letters'],
    ['a/b', 'letters'],
    ['участок', 'letters'],
    ['..', 'start'],
    ['-rf', 'start'],
    ['a'.repeat(101), 'long'],
    ['there', 'taken'],
    ['case-2026.v2', null],
  ])('%j is judged %s', (name, problem) => {
    expect(nameProblem(name, ['there'])).toBe(problem);
  });

  test('joins paths of either kind', () => {
    expect(pathIn('/media/usb', 'a')).toBe('/media/usb/a');
    expect(pathIn('/', 'a')).toBe('/a');
    expect(pathIn('D:\\out', 'a')).toBe('D:\\out\\a');
    expect(pathIn('D:\\', 'a')).toBe('D:\\a');
    expect([lastPart('/a/b/'), lastPart('C:\\x\\y'), lastPart('/')]).toEqual(['b', 'y', '/']);
  });
});

describe('missing facts', () => {
  const shared = { id: 'ev-1', originalName: 'camera 1.mp4' };

  test('are asked once for all exhibits of a recording', () => {
    const list = missingList([
      anExhibit('A-1', { item: shared, missing: ['source', 'clock'] }),
      anExhibit('A-2', { item: shared, missing: ['clock'] }),
      anExhibit('A-3', { item: { id: 'ev-2' }, missing: ['clock'] }),
    ]);
    expect(list.map((row) => [row.field, row.exhibits.map((exhibit) => exhibit.number)])).toEqual([
      ['clock', ['A-1', 'A-2']],
      ['source', ['A-1']],
      ['clock', ['A-3']],
    ]);
    const [clock] = list;
    expect(clock && othersLacking(list, clock)).toEqual(['ev-2']);
  });

  test('join exhibits by the place code they use, and keep unset places apart', () => {
    const list = missingList([
      anExhibit('A-1', { item: { ...shared, place: '101' }, missing: ['place'] }),
      anExhibit('A-2', { item: { id: 'ev-2' }, mark: { place: '101' }, missing: ['place'] }),
      anExhibit('A-3', { item: { id: 'ev-3' }, missing: ['place'] }),
    ]);
    expect(list.map((row) => [row.placeCode, row.exhibits.length])).toEqual([
      ['101', 2],
      [null, 1],
    ]);
    expect(new Set(list.map((row) => row.key)).size).toBe(2);
  });

  test('none give an empty list', () => {
    expect(missingList([anExhibit('A-1')])).toEqual([]);
  });
});

describe('what an export would hold', () => {
  const exhibits = [
    anExhibit('A-1', { item: { id: 'ev-1', sha256: 'a'.repeat(64), bytes: 1000 } }),
    anExhibit('A-2', { item: { id: 'ev-1', sha256: 'a'.repeat(64), bytes: 1000 } }),
    anExhibit('A-3', { item: { id: 'ev-2', sha256: 'b'.repeat(64), bytes: 50 }, missing: ['clock'] }),
  ];

  test('counts an original once and leaves out what is blocked', () => {
    expect(summarise(exhibits, false)).toEqual({ total: 3, ready: 2, leaving: 2, originals: 1, originalBytes: 1000 });
    expect(summarise(exhibits, true)).toEqual({ total: 3, ready: 2, leaving: 3, originals: 2, originalBytes: 1050 });
    expect(summarise([], true).leaving).toBe(0);
  });
});

describe('recording time', () => {
  test('is stored with seconds, with and without an offset', () => {
    expect(recordedText({ local: '2026-03-09T10:42', offset: '+05:00' })).toBe('2026-03-09T10:42:00+05:00');
    expect(recordedText({ local: '2026-03-09T10:42:07.5', offset: '' })).toBe('2026-03-09T10:42:07.5');
    expect(recordedText({ local: ' 2026-03-09  10:42 ', offset: '+05:00' })).toBe('2026-03-09T10:42:00+05:00');
  });

  test.each(['', '2026-03-09', '2026-02-30T10:00', '2026-03-09T25:00', 'yesterday', '10:42'])('refuses %j', (local) => {
    expect(recordedText({ local, offset: '' })).toBeNull();
  });

  test('refuses an offset that is none', () => {
    expect(recordedText({ local: '2026-03-09T10:42', offset: 'Astana' })).toBeNull();
  });

  test('offers the offset that most recordings state, or none', () => {
    expect(commonOffset(['2026-03-09T10:42:00+05:00', '2026-03-09T10:42:00Z', '2026-03-10T09:00:00+05:00', null])).toBe(
      '+05:00',
    );
    expect(commonOffset(['2026-03-09T10:42:00Z'])).toBe('+00:00');
    expect(commonOffset([null, '2026-03-09T10:42:00', 'nonsense'])).toBe('');
  });
});

describe('marks to choose from', () => {
  const items = [
    anItem({ id: 'ev-1', originalName: 'Камера 1.mp4' }),
    anItem({ id: 'ev-2', originalName: 'form.pdf' }),
  ];
  const marks = [
    aMark({ id: 'm-2', evidenceId: 'ev-1', title: 'Ещё один вброс', violations: ['B1'], in: 200, out: 220 }),
    aMark({ id: 'm-3', evidenceId: 'ev-2', title: 'Line 9', page: 1 }),
    aMark({ id: 'm-1', evidenceId: 'ev-1', title: 'Room cleared', violations: ['D7', 'B1'], in: 10, out: 20 }),
    aMark({ id: 'm-4', evidenceId: 'gone', title: 'Without item' }),
  ];
  const choices = markChoices(marks, items, [], new Map([['m-3', 'A-1']]));
  const label = (code: string) => (code === 'B1' ? 'Вброс бюллетеней' : undefined);
  const found = (text: string, groups: string[] = [], facts: 'all' | 'complete' | 'incomplete' = 'all') =>
    choices.filter((choice) => matchesFilter(choice, { text, groups, facts }, label)).map((choice) => choice.mark.id);

  test('leave out marks without an item and know what is chosen', () => {
    expect(choices.map((choice) => [choice.mark.id, choice.number])).toEqual([
      ['m-2', null],
      ['m-3', 'A-1'],
      ['m-1', null],
    ]);
  });

  test('are found by words in title, item, code and label, without regard to case and ё', () => {
    expect(found('еще ВБРОС')).toEqual(['m-2']);
    expect(found('камера')).toEqual(['m-2', 'm-1']);
    expect(found('d7')).toEqual(['m-1']);
    expect(found('бюллетеней room')).toEqual(['m-1']);
    expect(found('nothing like it')).toEqual([]);
    expect(found('   ')).toHaveLength(3);
  });

  test('are filtered by group and by completeness', () => {
    expect(found('', ['D'])).toEqual(['m-1']);
    expect(found('', ['-'])).toEqual(['m-3']);
    expect(found('', [], 'complete')).toEqual([]);
    expect(found('', [], 'incomplete')).toHaveLength(3);
  });

  test('are grouped by item and ordered by position', () => {
    expect(groupByItem(choices).map((group) => group.choices.map((choice) => choice.mark.id))).toEqual([
      ['m-1', 'm-2'],
      ['m-3'],
    ]);
  });
});

describe('size of the paper', () => {
  test('fits the room in both ways and never falls below what can be read', () => {
    const room = { width: 562, height: 548 };
    expect(paperWidth('width', room)).toBe(514);
    expect(paperWidth('page', room)).toBe(354);
    expect(paperWidth(100, room)).toBe(794);
    expect(paperWidth('width', { width: 0, height: 0 })).toBe(160);
    expect([startingZoom(room), startingZoom({ width: 1200, height: 900 })]).toEqual(['width', 100]);
  });

  test('goes through fixed steps and stops at the ends', () => {
    expect([stepZoom(65, 1), stepZoom(65, -1), stepZoom(100, 1)]).toEqual([67, 50, 125]);
    expect([stepZoom(300, 1), stepZoom(25, -1), stepZoom(512, 1)]).toEqual([300, 25, 512]);
    expect(percentOf(794)).toBe(100);
  });

  test('asks for pictures in steps, and for no larger ones than can be made', () => {
    expect([pictureWidth(514, 1), pictureWidth(514, 2), pictureWidth(4000, 2)]).toEqual([600, 1200, 2400]);
  });
});

describe('form of the export', () => {
  test('begins in the language of the screens and keeps what was chosen', () => {
    expect(readForm(null, 'ru')).toMatchObject({ lang: 'ru', profile: 'court', withOriginals: false, name: null });
    expect(readForm('{"profile":"public","lang":"kk"}', 'ru')).toMatchObject({ profile: 'public', lang: 'kk' });
  });

  test.each(['', 'no json', '[]', '7', '{"profile":"secret"}'])('starts anew from %j', (text) => {
    expect(readForm(text, 'en')).toEqual(readForm(null, 'en'));
  });
});

describe('words for an exhibit', () => {
  const clip = aMark({ in: 100, out: 350 });

  test('state its time, its length and what shows it in small', () => {
    expect(timeRange(clip, [1, 90_000])).toBe('00:00:04–00:00:14');
    expect(timeRange(aMark({ in: 100, out: 101 }), [1, 90_000])).toBe('00:00:04');
    expect(timeRange(aMark({ page: 2 }), null)).toBeNull();
    expect([frameCount(clip), frameCount(aMark({ in: 5 })), frameCount(aMark({ page: 1 }))]).toEqual([251, 1, null]);
    expect(thumbSource(anItem(), clip)).toEqual({ kind: 'frame', n: 100 });
    expect(thumbSource(anItem({ kind: 'document' }), aMark({ page: 3 }))).toEqual({ kind: 'page', page: 3 });
    expect(thumbSource(anItem({ kind: 'audio', frames: null }), aMark())).toBeNull();
    expect(asLabel('источник', 'ru')).toBe('Источник');
  });
});

describe('jobs of this screen', () => {
  const result = { bundle: { path: '/usb/case-1' }, blocked: [] };
  const jobs = [
    aJob({ id: 'j1', kind: 'export', state: 'done', createdAt: '2026-03-09T10:00:00.000Z', result }),
    aJob({ id: 'j2', kind: 'export', state: 'failed', createdAt: '2026-03-09T11:00:00.000Z' }),
    aJob({ id: 'j3', kind: 'verify-bundle', title: 'case-1', createdAt: '2026-03-09T10:30:00.000Z' }),
    aJob({ id: 'j4', kind: 'verify-bundle', title: 'case-1', createdAt: '2026-03-09T09:00:00.000Z' }),
    aJob({ id: 'j5', kind: 'verify-bundle', title: '/usb/case-9', createdAt: '2026-03-09T12:00:00.000Z' }),
  ];

  test('the newest of a kind is found', () => {
    expect(newestJob(jobs, 'export')?.id).toBe('j2');
    expect(newestJob(jobs, 'export', (job) => exportResult(job) !== null)?.id).toBe('j1');
    expect(newestJob(jobs, 'import')).toBeUndefined();
  });

  test('a result is taken only in the shape of a result', () => {
    expect(exportResult(jobs[0])).toBe(result);
    for (const other of [null, undefined, 'text', 7, {}, { bundle: null }]) {
      expect(exportResult(aJob({ kind: 'export', result: other }))).toBeNull();
    }
  });

  test('a check belongs to the bundle it names and to the export before it', () => {
    expect(bundleCheck(jobs, '/usb/case-1', '2026-03-09T10:00:00.000Z')?.id).toBe('j3');
    expect(bundleCheck(jobs, '/usb/case-1', '2026-03-09T11:00:00.000Z')).toBeUndefined();
    expect(bundleCheck(jobs, '/usb/case-9', '2026-03-09T11:00:00.000Z')?.id).toBe('j5');
  });
});

test('a hash is cut into groups that give it back', () => {
  const hash = '6aecd03e411743feec6e9d2bb0209ada82f176ad45a4a44cbd2df0ee8290c8f6';
  expect(hashGroups(hash)).toHaveLength(8);
  expect(
    hashGroups(hash)
      .map((group) => group.text)
      .join(''),
  ).toBe(hash);
  expect(hashGroups('')).toEqual([]);
  expect(hashGroups('abc', 2)).toEqual([
    { at: 0, text: 'ab' },
    { at: 2, text: 'c' },
  ]);
});
