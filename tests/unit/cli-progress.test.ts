import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressShare, progressText, progressView } from '../../electron/hosts/cli/cli-progress.ts';
import { bytesText, columns, visible } from '../../electron/hosts/cli/plain-text.ts';
import type { Job, JobProgress } from '../../shared/job.ts';

const progress = (some: Partial<JobProgress> = {}): JobProgress => ({
  step: 'Copying and hashing',
  done: 0,
  total: null,
  unit: 'bytes',
  rate: null,
  secondsLeft: null,
  ...some,
});

const job = (some: Partial<Job>): Job => ({
  id: 'j1',
  kind: 'import',
  batch: 'b',
  title: 'film.mp4',
  state: 'running',
  progress: null,
  result: null,
  error: null,
  createdAt: '',
  endedAt: null,
  ...some,
});

describe('progressText', () => {
  it.each([
    [progress(), 'Copying and hashing'],
    [progress({ done: 1500 }), 'Copying and hashing, 1.5 kB'],
    [progress({ done: 50, total: 200 }), 'Copying and hashing, 25 %'],
    [
      progress({ done: 1, total: 3, rate: 2_000_000, secondsLeft: 1.2 }),
      'Copying and hashing, 33 %, 2.0 MB/s, 2 s left',
    ],
    [progress({ unit: 'frames', done: 7, rate: 24.6 }), 'Copying and hashing, 7 frames, 25 frames/s'],
    [progress({ done: 5, total: 0 }), 'Copying and hashing, 5 B'],
  ])('words %o', (given, words) => {
    expect(progressText(given)).toBe(words);
  });
});

describe('progressShare', () => {
  it('counts what is over as one and what runs by its share', () => {
    const jobs = [job({ state: 'done' }), job({ progress: progress({ done: 1, total: 2 }) }), job({ state: 'queued' })];
    expect(progressShare(jobs, 4)).toBe(1.5 / 4);
    expect(progressShare([], 0)).toBe(0);
  });
});

describe('progressView', () => {
  function shown(terminal: boolean): { text: () => string; stream: Writable & { isTTY: boolean; columns: number } } {
    let text = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    return { text: () => text, stream: Object.assign(stream, { isTTY: terminal, columns: 60 }) };
  }

  it('draws a bar on a terminal, no wider than it, and takes it away', () => {
    const { text, stream } = shown(true);
    const view = progressView(stream, 1);
    view.update(job({ title: `${'x'.repeat(100)}\u001b[31m`, progress: progress({ done: 1, total: 2 }) }));
    expect(text().startsWith(`\r\u001b[K[${'#'.repeat(12)}${'.'.repeat(12)}]`)).toBe(true);
    expect(text().length).toBeLessThanOrEqual(60 + 5);
    view.end();
    expect(text().endsWith('\r\u001b[K')).toBe(true);
  });

  it('says nothing elsewhere about work that is soon done', () => {
    const { text, stream } = shown(false);
    const view = progressView(stream, 2);
    view.update(job({ progress: progress({ done: 1, total: 2 }) }));
    view.update(job({ state: 'done' }));
    view.end();
    expect(text()).toBe('');
  });
});

describe('plain text', () => {
  it('shows what cannot be seen', () => {
    expect(visible('a\u0007b\u202Ec\nқаз')).toBe('a\\u{7}b\\u{202e}c\\u{a}қаз');
  });

  it('lines up columns', () => {
    expect(columns([['a', 'bb', 'c'], ['aaa', 'b', ''], []])).toBe('a    bb  c\naaa  b\n');
  });

  it('names sizes as disks do', () => {
    expect([0, 999, 1000, 1_500_000, 2_000_000_000_000_000].map(bytesText)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.5 MB',
      '2000.0 TB',
    ]);
  });
});
