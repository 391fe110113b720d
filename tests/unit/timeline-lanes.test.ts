import { describe, expect, test } from 'vitest';
import { laneHeights } from '../../renderer/features/review/timeline/lane-heights.ts';
import { noteFor } from '../../renderer/features/review/timeline/lane-notes.ts';
import { markLabel } from '../../renderer/features/review/timeline/mark-label.ts';
import {
  centredView,
  draggedView,
  LEAST_WINDOW,
  minimapWindow,
  stretchedView,
} from '../../renderer/features/review/timeline/minimap-geometry.ts';
import { boundsWith, soundOnly } from '../../renderer/features/review/timeline/sound-only.ts';
import type { Job } from '../../shared/job.ts';

describe('heights', () => {
  test('always fill the panel and leave a row of marks', () => {
    for (let panel = 132; panel <= 420; panel++) {
      const { ruler, watched, pictures, sound, marks, minimap } = laneHeights(panel);
      expect(ruler + watched + pictures + sound + marks + minimap).toBe(panel);
      expect(marks).toBeGreaterThanOrEqual(32);
      expect(pictures).toBeGreaterThan(0);
      expect(sound).toBeGreaterThan(0);
    }
  });

  test('never shrink when the panel grows', () => {
    for (let panel = 0; panel < 600; panel++) {
      const [small, large] = [laneHeights(panel), laneHeights(panel + 1)];
      // Sound may take its room from the pictures the moment it fits in.
      if (small.sound > 0) expect(large.pictures).toBeGreaterThanOrEqual(small.pictures);
      expect(large.sound).toBeGreaterThanOrEqual(small.sound);
    }
  });

  test('sound goes first, then pictures, and where we are stays', () => {
    expect(laneHeights(120)).toMatchObject({ sound: 0 });
    expect(laneHeights(120).pictures).toBeGreaterThan(0);
    expect(laneHeights(90)).toMatchObject({ sound: 0, pictures: 0 });
    expect(laneHeights(60)).toMatchObject({ ruler: 24, watched: 0, minimap: 0, marks: 36 });
    expect(laneHeights(0).marks).toBe(0);
  });
});

describe('scrollbar', () => {
  const bounds = { start: 10, end: 110 };

  test('its window is where the view is', () => {
    expect(minimapWindow({ start: 10, span: 100 }, bounds, 500)).toEqual({ left: 0, width: 500 });
    expect(minimapWindow({ start: 60, span: 20 }, bounds, 500)).toEqual({ left: 250, width: 100 });
  });

  test('a window too narrow to be hit is centred and stays inside', () => {
    const middle = minimapWindow({ start: 60, span: 0.4 }, bounds, 500);
    expect(middle.width).toBe(LEAST_WINDOW);
    expect(middle.left + LEAST_WINDOW / 2).toBeCloseTo(251, 6);
    expect(minimapWindow({ start: 10, span: 0.4 }, bounds, 500).left).toBe(0);
    expect(minimapWindow({ start: 109.6, span: 0.4 }, bounds, 500).left).toBe(500 - LEAST_WINDOW);
  });

  test('dragging moves the view by what the pointer moved, and not outside', () => {
    const view = { start: 60, span: 20 };
    expect(draggedView(view, bounds, 1, 500, 50)).toEqual({ start: 70, span: 20 });
    expect(draggedView(view, bounds, 1, 500, 5000)).toEqual({ start: 90, span: 20 });
    expect(draggedView(view, bounds, 1, 500, -5000)).toEqual({ start: 10, span: 20 });
    expect(centredView(view, bounds, 1, 30)).toEqual({ start: 20, span: 20 });
  });

  test('an edge moves alone, down to the narrowest view', () => {
    const view = { start: 60, span: 20 };
    expect(stretchedView(view, bounds, 1, 'end', 100)).toEqual({ start: 60, span: 40 });
    expect(stretchedView(view, bounds, 1, 'start', 40)).toEqual({ start: 40, span: 40 });
    expect(stretchedView(view, bounds, 1, 'end', 20)).toEqual({ start: 60, span: 1 });
    expect(stretchedView(view, bounds, 1, 'start', 500)).toEqual({ start: 79, span: 1 });
    expect(stretchedView(view, bounds, 1, 'end', 500)).toEqual({ start: 60, span: 50 });
  });
});

describe('labels of marks', () => {
  const mark = { violations: ['B1', 'D7'], title: 'Pack put into the box' };

  test('codes come before the title, the letter before nothing', () => {
    expect(markLabel(mark, 300)).toEqual({ code: 'B1 D7', more: '', title: mark.title });
    expect(markLabel(mark, 60)).toEqual({ code: 'B1 D7', more: '', title: '' });
    expect(markLabel(mark, 30)).toEqual({ code: 'B1', more: '', title: '' });
    expect(markLabel(mark, 20)).toEqual({ code: 'B', more: '', title: '' });
    expect(markLabel(mark, 8)).toEqual({ code: '', more: '', title: '' });
    expect(markLabel({ violations: [], title: 'x' }, 80)).toEqual({ code: '', more: '', title: 'x' });
    expect(markLabel({ violations: ['A1', 'B2', 'C3', 'D4'], title: '' }, 60)).toEqual({
      code: 'A1',
      more: '+3',
      title: '',
    });
  });
});

describe('sound without pictures', () => {
  const pictures = { start: 10, end: 20 };

  test('is a stretch of its own before and after them', () => {
    const gaps = soundOnly(pictures, { start: 8, end: 25 }, 250);
    expect(gaps).toEqual([
      { after: -1, start: 8, end: 10 },
      { after: 249, start: 20, end: 25 },
    ]);
    expect(boundsWith(pictures, gaps)).toEqual({ start: 8, end: 25 });
  });

  test('a few hundredths more are what containers are like', () => {
    expect(soundOnly(pictures, { start: 9.98, end: 20.3 }, 250)).toEqual([]);
    expect(soundOnly(pictures, null, 250)).toEqual([]);
    expect(boundsWith(pictures, [{ after: 3, start: 12, end: 13 }])).toBe(pictures);
  });
});

describe('what stands in place of a lane', () => {
  const job = (state: Job['state'], done = 0, total: number | null = null): Job => ({
    id: 'j',
    kind: 'prepare',
    batch: 'j',
    title: 'hall.mp4',
    state,
    progress: { step: 'Decoding', done, total, unit: 'frames', rate: null, secondsLeft: null },
    result: null,
    error: state === 'failed' ? { code: 'ffmpeg_failed', message: 'It is damaged.', details: {} } : null,
    createdAt: '2026-03-12T10:00:00Z',
    endedAt: null,
  });
  const made = { filmstrip: false, waveform: false, sound: false, proxy: null, jobId: 'j' };
  const missing = { state: 'missing' } as const;

  test('says how far it is, why it failed, or that there is none', () => {
    const told = (which: Job | null, error: unknown = null) =>
      noteFor(missing, { preparation: made, job: which, error });
    expect(told(job('running', 40, 160))).toEqual({ key: 'makingShare', percent: 25 });
    expect(told(job('running', 160, 160))).toEqual({ key: 'makingShare', percent: 99 });
    expect(told(job('queued'))).toEqual({ key: 'making' });
    expect(told(job('failed'))).toEqual({ key: 'failed', reason: 'It is damaged.' });
    expect(told(null, new Error('Not now.'))).toEqual({ key: 'failed', reason: 'Not now.' });
    expect(told(null)).toEqual({ key: 'none' });
  });

  test('says nothing while it is shown or not known yet', () => {
    expect(noteFor(missing, { preparation: null, job: null, error: null })).toBeNull();
    expect(noteFor({ state: 'loading' }, { preparation: made, job: job('running'), error: null })).toBeNull();
    expect(noteFor({ state: 'ready', value: 1 }, { preparation: made, job: null, error: null })).toBeNull();
    const broken = noteFor(
      { state: 'failed', error: new RangeError('cut short') },
      { preparation: made, job: null, error: null },
    );
    expect(broken).toEqual({ key: 'failed', reason: 'cut short' });
  });
});
