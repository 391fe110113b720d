import { describe, expect, test } from 'vitest';
import { deedWords } from '../../renderer/app/frame/deed-words.ts';
import { openedBy, roomFor } from '../../renderer/app/last-opened.ts';
import { rankCommands } from '../../renderer/app/palette/rank-commands.ts';
import { documentsSearch, librarySearch, reviewSearch } from '../../renderer/app/search-params.ts';
import { schemeFor } from '../../renderer/app/theme/colour-scheme.ts';
import { summarise } from '../../renderer/features/jobs/job-summary.ts';
import { MOST_SHOWN, shownJobs, waitingToPrepare } from '../../renderer/features/jobs/shown-jobs.ts';
import { importTotals, outcomeOf, refusal } from '../../renderer/features/library/import-outcomes.ts';
import { TransferRate } from '../../renderer/features/library/transfer-rate.ts';
import { mergeJobs } from '../../renderer/host/merge-jobs.ts';
import { affectedCalls } from '../../renderer/host/topics.ts';
import type { Job } from '../../shared/job.ts';

const job = (part: Partial<Job> & { id: string }): Job => ({
  kind: 'import',
  batch: 'one',
  title: `${part.id}.mp4`,
  state: 'queued',
  progress: null,
  result: null,
  error: null,
  createdAt: '2026-03-12T10:00:00.000Z',
  endedAt: null,
  ...part,
});
const progress = (done: number, total: number | null, secondsLeft: number | null = null) =>
  ({ step: 'Copying and hashing', done, total, unit: 'bytes', rate: 100, secondsLeft }) as const;
const error = { code: 'unreadable_file', message: 'It cannot be read.', details: {} } as const;

describe('jobs', () => {
  test('newer states keep the place of their job; unknown jobs come last', () => {
    const list = [job({ id: 'a' }), job({ id: 'b' })];
    const updates = new Map([job({ id: 'c' }), job({ id: 'a', state: 'running' })].map((each) => [each.id, each]));
    expect(mergeJobs(list, updates).map((each) => `${each.id} ${each.state}`)).toEqual([
      'a running',
      'b queued',
      'c queued',
    ]);
  });

  test('the button says how many, how far and how long', () => {
    const jobs = [
      job({ id: 'a', state: 'done' }),
      job({ id: 'b', state: 'running', progress: progress(50, 100, 7) }),
      job({ id: 'c' }),
      job({ id: 'd', state: 'failed', batch: 'old' }),
    ];
    expect(summarise(jobs)).toEqual({ active: 2, failed: 1, stopped: 0, share: 0.5, secondsLeft: 7 });
    expect(summarise([])).toEqual({ active: 0, failed: 0, stopped: 0, share: 0, secondsLeft: null });
    expect(summarise([job({ id: 'f', state: 'interrupted' })])).toMatchObject({ active: 0, stopped: 1 });
    expect(summarise([job({ id: 'e', state: 'running', progress: progress(5, null) })]).share).toBe(0);
  });

  test('preparation that is done or waits takes no line of its own', () => {
    const states = ['done', 'queued', 'queued', 'running', 'failed', 'cancelled', 'interrupted'] as const;
    const jobs = states.map((state, n) => job({ id: `${state}${n}`, kind: 'prepare', state }));
    expect(shownJobs(jobs).shown.map(({ id }) => id)).toEqual(['running3', 'failed4', 'interrupted6', 'cancelled5']);
    expect(waitingToPrepare(jobs)).toBe(2);
    expect(waitingToPrepare([job({ id: 'import' })])).toBe(0);
  });

  test('what needs attention is listed first, and not without end', () => {
    const jobs = [
      job({ id: 'done', state: 'done' }),
      job({ id: 'wait1' }),
      job({ id: 'wait2' }),
      job({ id: 'run', state: 'running' }),
      job({ id: 'fail', state: 'failed' }),
    ];
    expect(shownJobs(jobs).shown.map((each) => each.id)).toEqual(['run', 'fail', 'wait1', 'wait2', 'done']);
    const many = Array.from({ length: MOST_SHOWN + 3 }, (_, n) => job({ id: String(n) }));
    expect(shownJobs(many).hidden).toBe(3);
  });

  test('an import counts what came of each file', () => {
    const result = (outcome: string) => ({
      path: 'p',
      outcome,
      item: null,
      error: outcome === 'refused' ? error : null,
    });
    const jobs = [
      job({ id: 'a', state: 'done', result: result('imported') }),
      job({ id: 'b', state: 'done', result: result('duplicate') }),
      job({ id: 'c', state: 'done', result: result('refused') }),
      job({ id: 'd', state: 'failed', error }),
      job({ id: 'e', state: 'cancelled' }),
      job({ id: 'f', state: 'running', progress: progress(1, 2) }),
      job({ id: 'g' }),
    ];
    expect(importTotals(jobs)).toEqual({
      imported: 1,
      duplicate: 1,
      refused: 2,
      cancelled: 1,
      underWay: 2,
      bytesPerSecond: 100,
    });
    expect(jobs.map(outcomeOf).slice(5)).toEqual([null, null]);
    expect(jobs.slice(2, 4).map(refusal)).toEqual([error, error]);
  });

  test('speed is that of the last seconds', () => {
    const rate = new TransferRate();
    expect(rate.perSecond).toBeNull();
    rate.report(0, 0);
    rate.report(10, 50);
    expect(rate.perSecond).toBeNull();
    rate.report(1000, 1000);
    expect(rate.perSecond).toBe(1000);
    rate.report(1000, 4000);
    rate.report(1000, 8000);
    expect(rate.perSecond).toBe(0);
  });
});

describe('commands in the palette', () => {
  const run = () => {};
  const commands = [
    { id: 'a', title: 'Add a folder', run },
    { id: 'b', title: 'Open another library', run },
    { id: 'c', title: 'Library', run },
    { id: 'd', title: 'Library checked', run, enabled: false },
    { id: 'e', title: 'Next frame', run, hidden: true },
  ];
  const found = (query: string) => rankCommands(commands, query).map((each) => each.id);

  test('every word must be there; the nearest come first', () => {
    expect(found('lib')).toEqual(['c', 'b']);
    expect(found('LIBRARY other')).toEqual(['b']);
    expect(found('fold')).toEqual(['a']);
    expect(found('zzz')).toEqual([]);
    expect(found('')).toEqual(['a', 'b', 'c']);
  });
});

test('the deed of an undo is named without the word for undoing', () => {
  expect(deedWords('Undo: add mark “Ballots”')).toBe('add mark “Ballots”');
  expect(deedWords('add mark “Undo: x”')).toBe('add mark “Undo: x”');
  expect(deedWords(null)).toBeNull();
});

describe('addresses', () => {
  test('what is not a frame, a page or an id is left out', () => {
    expect(reviewSearch({ frame: 12, mark: 'm1' })).toEqual({ frame: 12, mark: 'm1' });
    expect(reviewSearch({ frame: -1, mark: '' })).toEqual({});
    expect(reviewSearch({ frame: 1.5, mark: ['x'] })).toEqual({});
    expect(documentsSearch({ page: 0 })).toEqual({});
    expect(librarySearch({ place: 101, item: 'x'.repeat(200) })).toEqual({ place: '101' });
  });

  test('which item an address shows', () => {
    expect(openedBy('/review/abc')).toEqual({ room: 'review', evidenceId: 'abc' });
    expect(openedBy('/documents')).toBeNull();
    expect(openedBy('/custody/abc')).toBeNull();
    expect(roomFor('audio')).toBe('review');
    expect(roomFor('other')).toBeNull();
  });

  test('footage is dark and paper light unless the person chose', () => {
    expect(schemeFor('auto', '/review/abc', false)).toBe('dark');
    expect(schemeFor('auto', '/exhibits', true)).toBe('light');
    expect(schemeFor('auto', '/library', true)).toBe('dark');
    expect(schemeFor('light', '/review/abc', true)).toBe('light');
  });
});

test('a change asks again for what shows it, and for nothing that cannot have changed', () => {
  const names = affectedCalls(['marks', 'history']);
  expect(names).toContain('marks.list');
  expect(names).toContain('exhibits.list');
  expect(names).toContain('history.state');
  expect(names).not.toContain('codebook.get');
});
