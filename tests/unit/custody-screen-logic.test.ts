import { describe, expect, test } from 'vitest';
import { chainState } from '../../renderer/features/custody/chain-state.ts';
import { detailRows, MOST_ROWS } from '../../renderer/features/custody/detail-rows.ts';
import { distinct, EVERYTHING, type LedgerFilter, rowMatches } from '../../renderer/features/custody/ledger-rows.ts';
import {
  nameInDetails,
  subjectKind,
  subjectNamer,
  summaryOf,
} from '../../renderer/features/custody/ledger-subjects.ts';
import { adviceFor, verifyReport } from '../../renderer/ui/verification/verify-report.ts';
import { aJob, aMark, anEntry, anItem } from '../support/made-values.ts';

describe('subject of a ledger entry', () => {
  const entries = [
    anEntry({ seq: 1, action: 'library.created', subject: 'lib-1', details: { title: 'Case 7' } }),
    anEntry({ seq: 2, action: 'evidence.imported', subject: 'ev-1', details: { originalName: 'old name.mp4' } }),
    anEntry({ seq: 3, action: 'mark.created', subject: 'mk-1', details: { title: 'First title' } }),
    anEntry({ seq: 4, action: 'mark.updated', subject: 'mk-1', details: { mark: { title: 'Second title' } } }),
    anEntry({ seq: 5, action: 'mark.removed', subject: 'mk-1', details: {} }),
    anEntry({ seq: 6, action: 'mark.created', subject: 'mk-2', details: { title: 'Told' } }),
    anEntry({ seq: 7, action: 'exhibits.arranged', subject: null, details: { markIds: ['mk-2'] } }),
    anEntry({ seq: 8, action: 'something.new', subject: 'x-1', details: {} }),
  ];
  const name = subjectNamer(
    entries,
    [anItem({ id: 'ev-1', originalName: 'camera.mp4' })],
    [aMark({ id: 'mk-2', evidenceId: 'ev-1', title: 'Title now' })],
  );

  test('is named by what the library holds now', () => {
    expect(name(entries[1] ?? anEntry())).toEqual({
      kind: 'evidence',
      name: 'camera.mp4',
      open: { evidenceId: 'ev-1', markId: null },
    });
    expect(name(entries[5] ?? anEntry())).toMatchObject({
      name: 'Title now',
      open: { evidenceId: 'ev-1', markId: 'mk-2' },
    });
  });

  test('that is gone keeps the last name the ledger knows', () => {
    expect(name(entries[4] ?? anEntry())).toEqual({ kind: 'mark', name: 'Second title', open: null });
  });

  test('that nothing names falls back to its id or to nothing', () => {
    expect(name(entries[7] ?? anEntry())).toEqual({ kind: 'library', name: 'x-1', open: null });
    expect(name(entries[6] ?? anEntry())).toEqual({ kind: 'exhibits', name: null, open: null });
  });

  test('that is several things or none is summed up', () => {
    const details = { markIds: ['a', 'b'], exhibits: [{}], manifestSha256: 'abcdef0123', ok: false, problemCount: 130 };
    const told = (action: string) => summaryOf(anEntry({ action, details: { ...details, operator: 'Асем' } }));
    expect(told('exhibits.arranged')).toEqual({ key: 'exhibits', count: 2, what: '' });
    expect(told('bundle.exported')).toEqual({ key: 'bundle', count: 1, what: 'abcdef01' });
    expect(told('library.verified')).toEqual({ key: 'verifiedProblems', count: 130, what: '' });
    expect(told('library.operator')).toEqual({ key: 'operator', count: 0, what: 'Асем' });
    expect(told('mark.created')).toBeNull();
    expect(summaryOf(anEntry({ action: 'exhibits.arranged', details: { markIds: 'odd' } }))?.count).toBe(0);
  });

  test('does not trust the shape of details', () => {
    const odd = anEntry({ action: 'mark.created', details: { title: 7, mark: null, item: 'text' } });
    expect(nameInDetails(odd)).toBeNull();
    expect(subjectKind('')).toBe('library');
  });
});

describe('filters of the log', () => {
  const row = {
    entry: anEntry({
      seq: 12,
      operator: 'Асем',
      action: 'mark.created',
      details: { note: 'Щёлочь', violations: ['B1'] },
    }),
    subject: { kind: 'mark' as const, name: 'Pack put into the box', open: null },
    words: 'Mark made',
  };
  const matches = (some: Partial<LedgerFilter>) => rowMatches(row, { ...EVERYTHING, ...some });

  test.each<[Partial<LedgerFilter>, boolean]>([
    [{}, true],
    [{ text: 'PACK box' }, true],
    [{ text: 'щелочь' }, true],
    [{ text: '#12' }, true],
    [{ text: 'b1' }, true],
    [{ text: 'mark made ffff' }, true],
    [{ text: 'pack missing' }, false],
    [{ operator: 'Асем' }, true],
    [{ operator: 'other' }, false],
    [{ action: 'mark.removed' }, false],
    [{ subject: 'evidence' }, false],
    [{ subject: 'mark', action: 'mark.created', text: 'box' }, true],
  ])('%j gives %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  test('menus hold each value once', () => {
    expect(distinct(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });
});

describe('advice for a problem', () => {
  test.each([
    ['checksum', 'data/exhibits/1/clip.mp4', 'bundle', 'bundleFile'],
    ['system_file', 'data/.DS_Store', 'bundle', 'added'],
    ['signature', 'manifest-sha256.txt.sig', 'bundle', 'signature'],
    ['exhibit', 'data/exhibits/1/exhibit.json', 'bundle', 'exhibit'],
    ['original_altered', 'originals/ab/cd.bin', 'library', 'original'],
    ['original_unknown', 'originals/ab/cd.bin', 'library', 'stray'],
    ['ledger_broken', 'ledger/entry/4', 'library', 'ledger'],
    ['database_damaged', 'library.sqlite', 'library', 'database'],
    ['mark_differs', 'mark/mk-1', 'library', 'state'],
    ['exhibits_differ', 'exhibits', 'library', 'state'],
    ['anything_new', 'somewhere', 'library', 'other'],
  ] as const)('%s at %s in a %s is %s', (code, path, about, advice) => {
    expect(adviceFor({ code, path, message: '' }, about)).toBe(advice);
  });

  test('a report is taken only in the shape of a report', () => {
    for (const result of [null, undefined, 'x', {}, { checked: {} }]) expect(verifyReport(aJob({ result }))).toBeNull();
    const report = { ok: true, checked: { files: 0, bytes: 0, ledgerEntries: 0, frames: 0 }, problems: [] };
    expect(verifyReport(aJob({ result: report }))).toBe(report);
    expect(verifyReport(undefined)).toBeNull();
  });
});

describe('details as rows', () => {
  test('flatten objects and lists, and show what is empty', () => {
    const { rows, more } = detailRows({
      title: 'T',
      note: null,
      violations: ['B1', 'D7'],
      in: { n: 5, pts: 18000 },
      exhibits: [{ number: 'A-1' }, { number: 'A-2' }],
      none: [],
      flag: false,
    });
    expect(rows.map((row) => [row.path.join(' › '), row.value])).toEqual([
      ['title', 'T'],
      ['note', '—'],
      ['violations', 'B1, D7'],
      ['in › n', '5'],
      ['in › pts', '18000'],
      ['exhibits › 1 › number', 'A-1'],
      ['exhibits › 2 › number', 'A-2'],
      ['none', '—'],
      ['flag', 'false'],
    ]);
    expect(more).toBe(0);
  });

  test('count what is too much to list', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_ROWS + 7 }, (_, n) => [`key${n}`, n]));
    expect(detailRows(many).rows).toHaveLength(MOST_ROWS);
    expect(detailRows(many).more).toBe(7);
    expect(detailRows({})).toEqual({ rows: [], more: 0 });
  });
});

describe('state of the chain', () => {
  const head = { count: 12, hash: 'f'.repeat(64), root: 'e'.repeat(64) };
  const start = '2026-03-09T10:00:00.000Z';
  const report = { ok: true, checked: { files: 3, bytes: 10, ledgerEntries: 10, frames: 0 }, problems: [] };
  const ended = (endedAt: string) => aJob({ kind: 'verify', state: 'done', endedAt });

  test('is unchecked without a check of this session, and says when the last one was', () => {
    const last = { at: '2026-03-01T00:00:00.000Z', ok: true };
    expect(chainState(head, null, null, start)).toEqual({ state: 'unchecked', last: null });
    expect(chainState(head, { job: ended('2026-03-09T09:59:59.999Z'), report }, last, start)).toEqual({
      state: 'unchecked',
      last,
    });
  });

  test('is never ok on a check that failed or was cancelled', () => {
    const job = aJob({ kind: 'verify', state: 'cancelled', endedAt: '2026-03-09T11:00:00.000Z' });
    expect(chainState(head, { job, report: null }, null, start).state).toBe('unchecked');
  });

  test('tells running, good with later additions, and bad apart', () => {
    const running = aJob({ kind: 'verify', state: 'running' });
    const at = '2026-03-09T11:00:00.000Z';
    expect(chainState(head, { job: running, report: null }, null, start)).toEqual({ state: 'checking' });
    expect(chainState(head, { job: ended(at), report }, null, start)).toEqual({
      state: 'ok',
      at,
      entries: 10,
      added: 1,
    });
    const bad = {
      ...report,
      ok: false,
      problems: [{ code: 'ledger_broken', path: 'ledger/entry/4', message: 'differs' }],
    };
    expect(chainState(head, { job: ended(at), report: bad }, null, start)).toEqual({
      state: 'problems',
      at,
      problems: 1,
    });
    const file = { ...report, ok: false, problems: [{ code: 'original_altered', path: 'originals/a', message: 'x' }] };
    expect(chainState(head, { job: ended(at), report: file }, null, start).state).toBe('ok');
  });
});
