import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { codeOf, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('search');
const MARKS = [
  ['Вброс бюллетеней после закрытия', 'Председатель комиссии отвернулся; урна № 3', 'B1'],
  ['Қаралған хаттама: өшірілген цифр', 'Ұлттық бақылаушы Үміт Һәкім; іс-шара Ғимаратта, Әділ Ңарық', 'F1'],
  [
    'Quotes "sealed" and \'open\' AND OR NOT NEAR',
    'a* b^2 (c) {d} col:title -minus 100% under_score; drop table',
    'C1',
  ],
  ['Ёлка у входа', 'Подсчёт голосов: 1 234, итоговый протокол', 'D1'],
  ['Straße und cafe\u0301', 'naïve observers at the station', 'E3'],
] as const;
let core: Core;
let film: string;
const ids: string[] = [];

beforeAll(async () => {
  const dir = tempDir();
  core = await openCase(await newCase(dir));
  film = await importOne(core, makeTestFilm(dir, { name: 'camera seven.mp4', frames: 6 }), {
    source: 'Наблюдатель Асель',
  });
  await importOne(core, put(dir, 'заявление.txt', 'x'), { note: 'handed over in person', place: 'ALM-4' });
  for (const [n, [title, note, code]] of MARKS.entries()) {
    const place = `ALM-${n}`;
    const input = { evidenceId: film, in: 0, out: 1, title, note, violations: [code], place };
    ids.push((await core.call('marks.create', input)).id);
  }
  await core.call('places.set', {
    code: 'ALM-3',
    name: 'Школа-гимназия',
    address: 'улица Примерная, 12',
    region: 'Алматы',
  });
});
afterAll(() => core.close());

const search = (query: string, more: { violation?: string; place?: string; limit?: number } = {}) =>
  core.call('search.query', { query, ...more });
const found = async (query: string) => (await search(query)).hits.map((hit) => hit.id);

describe('search', () => {
  test.each([
    ...['бюллетеней', 'БЮЛЛЕТЕНЕЙ', 'бюлл', 'председатель', 'вброс закрытия', 'ЗАКРЫТИЯ вброс', '3'].map((q) => [q, 0]),
    ...['қаралған', 'ҚАРАЛҒАН', 'өшірілген', 'ӨШІРІЛГЕН', 'ұлттық', 'ҮМІТ', 'һәкім', 'ғимаратта', 'ӘДІЛ', 'ңарық'].map(
      (q) => [q, 1],
    ),
    ...['sealed', 'SEALED', '"sealed"', 'sealed"', 'under_score', 'drop table'].map((q) => [q, 2]),
    ...['голосов', 'ёлка', 'ЁЛКА', 'гимназия', 'Примерная', 'ALM-3'].map((q) => [q, 3]),
    ...['café', 'cafe\u0301', 'CAFÉ', 'naïve', 'straße'].map((q) => [q, 4]),
  ] as [string, number][])('%s', async (query, n) => {
    expect(await found(query)).toContain(ids[n]);
  });

  test.each(['криптовалюта', 'zzzzqqq', 'өзен-көл', 'бюллетеней ёлка'])('%s is nowhere', async (query) => {
    expect(await search(query)).toEqual({ hits: [], total: 0 });
  });

  test.each([
    ...[
      '',
      '"',
      '""',
      "'",
      '*',
      '^',
      '-',
      '(',
      ')',
      '()',
      ':',
      'title:',
      'AND',
      'OR',
      'NOT',
      'AND OR',
      'NEAR(',
      'NEAR(a b, 5)',
    ],
    ...[
      'a NEAR/3 b',
      'x*y',
      '*x',
      '^a',
      '-a',
      '{',
      '}',
      '[x]',
      'a"b',
      '"a b',
      "';drop table mark;--",
      '%',
      '_',
      '\\',
      '\u202e',
      '😀',
    ],
    ...['a\tb\nc', 'SELECT', '∅', '?1', '$1', '\u0000', 'a\u0000b', '\ud800', 'x'.repeat(5000), 'и '.repeat(800)],
  ])('%j breaks nothing', async (query) => {
    const { hits, total } = await search(query);
    expect(total).toBeGreaterThanOrEqual(hits.length);
  });

  test('a hit says where it is and shows the match', async () => {
    const { hits, total } = await search('бюллетеней');
    expect(total).toBe(1);
    expect(hits[0]).toMatchObject({ kind: 'mark', id: ids[0], evidenceId: film, title: MARKS[0][0] });
    expect(hits[0]?.snippet).toContain('\u2068бюллетеней\u2069');
    expect((await search('Асель')).hits[0]).toMatchObject({ kind: 'evidence', id: film, evidenceId: film });
    expect((await search('гимназия')).hits.find((hit) => hit.kind === 'place')).toMatchObject({
      id: 'ALM-3',
      evidenceId: null,
    });
  });

  test('a title counts more than a note', async () => {
    const a = await core.call('marks.create', { evidenceId: film, in: 0, out: 0, title: 'x', note: 'weightword' });
    const b = await core.call('marks.create', { evidenceId: film, in: 0, out: 0, title: 'weightword', note: 'x' });
    expect(await found('weightword')).toEqual([b.id, a.id]);
    expect(await search('weightword', { limit: 1 })).toMatchObject({ hits: [{ id: b.id }], total: 2 });
  });

  test('filters by violation type and by place', async () => {
    expect((await search('бюллетеней', { violation: 'B1' })).total).toBe(1);
    expect((await search('бюллетеней', { violation: 'H1' })).total).toBe(0);
    expect((await search('бюллетеней', { place: 'ALM-0' })).total).toBe(1);
    expect((await search('бюллетеней', { place: 'ALM-4' })).total).toBe(0);
    expect((await search('', { violation: 'D1' })).hits.map((hit) => hit.id)).toEqual([ids[3]]);
    expect((await search('', { place: 'ALM-4' })).hits.map((hit) => hit.kind).sort()).toEqual([
      'evidence',
      'mark',
      'place',
    ]);
    expect(await codeOf(search('x', { violation: 'nonsense' }))).toBe('unknown_violation');
    expect(await codeOf(search('x', { place: 'nowhere' }))).toBe('unknown_place');
  });

  test('follows what changes', async () => {
    const { id } = await core.call('marks.create', { evidenceId: film, in: 0, out: 0, title: 'firstword' });
    expect(await found('firstword')).toEqual([id]);
    await core.call('marks.update', { id, title: 'secondword' });
    expect([await found('firstword'), await found('secondword')]).toEqual([[], [id]]);
    await core.call('marks.remove', { id });
    expect(await found('secondword')).toEqual([]);
    await core.call('marks.restore', { id });
    expect(await found('secondword')).toEqual([id]);
    await core.call('evidence.set', { ids: [film], details: { note: 'thirdword' } });
    expect(await found('thirdword')).toEqual([film]);
    await core.call('places.set', { code: 'ALM-0', name: 'fourthword', address: '' });
    expect((await found('fourthword')).sort()).toEqual(['ALM-0', ids[0]].sort());
  });
});
