import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Step, unwatched } from '../../electron/core/progress.ts';
import { makeTestFilm } from '../support/films.ts';
import { openMediaRoom } from '../support/media-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('course-reading');

async function roomWithFilm() {
  const dir = newDir();
  const path = makeTestFilm(dir, { name: 'hall.mp4', frames: 400, sound: 440 });
  const bytes = statSync(path).size;
  const room = await openMediaRoom(join(dir, 'library'));
  onTestFinished(() => room.close());
  return { ...room, bytes, sha256: await room.take(path) };
}

test('the course of a recording tells how many of its bytes are read, once, and is kept', async () => {
  const { media, sha256, bytes } = await roomWithFilm();
  const steps: Step[] = [];
  const work = { ...unwatched, onStep: (step: Step) => void steps.push(step) };
  const [course, same] = await Promise.all([media.course(sha256, work), media.course(sha256, unwatched)]);
  expect(same).toBe(course);
  expect(course).toMatchObject({ whole: true, parameters: { variants: 1 } });
  const done = steps.map((step) => step.done);
  expect(done.length).toBeGreaterThan(5);
  expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
  expect(done.at(-1)).toBeGreaterThan(bytes * 0.9);
  expect(steps.every(({ total, unit }) => total === bytes && unit === 'bytes')).toBe(true);
  expect(done.at(-1)).toBeLessThanOrEqual(bytes);
  steps.length = 0;
  expect(await media.course(sha256, work)).toBe(course);
  expect(steps).toEqual([]);
});

test('a reading that is cancelled leaves nothing, and is done whole the next time', async () => {
  const { media, store, sha256 } = await roomWithFilm();
  const cancel = new AbortController();
  const work = { signal: cancel.signal, onStep: () => cancel.abort() };
  await expect(media.course(sha256, work)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await store.readDerived(sha256, 'course.json')).toBeNull();
  expect(await media.course(sha256, unwatched)).toMatchObject({ whole: true });
});
