import * as z from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { unwatched } from '../progress.ts';
import { LruMap } from './lru-map.ts';
import { ffmpegInputOf, type MediaContext, sniffOriginal } from './media-context.ts';
import type { Opened } from './probe.ts';
import { readStreamCourse, type StreamCourse } from './stream-course.ts';

const NAME = 'course.json';

const TimeBase = z.tuple([z.int(), z.int()]).readonly();
const Place = z.object({ packet: z.int(), pts: z.int() });
const ParameterKind = z.enum(['video', 'sequence', 'picture']);
const Parameters = z.object({
  timeBase: TimeBase,
  packets: z.int(),
  changes: z.array(
    Place.extend({
      kinds: z.array(ParameterKind),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  changeCount: z.int(),
  variants: z.int(),
  texts: z.array(z.object({ text: z.string(), count: z.int(), places: z.array(Place) })),
});
const Sound = z.object({
  packets: z.int(),
  start: z.number(),
  end: z.number(),
  breaks: z.array(z.object({ at: z.number(), seconds: z.number() })),
  breakCount: z.int(),
});
/** The derived file. One of another version, or a damaged one, is made anew. */
const Kept = z.object({
  version: z.literal(1),
  whole: z.boolean(),
  tags: z.array(z.object({ stream: z.int().nullable(), name: z.string(), value: z.string() })),
  parameters: Parameters.nullable(),
  sound: Sound.nullable(),
});

/** What recordings' packets say about their course: read once, kept as a derived file, the recent ones in memory. */
export interface CourseStore {
  /** @throws AppError ffmpeg_missing, not_reviewable, cancelled */
  get(sha256: string): Promise<StreamCourse>;
  close(): void;
}

export function courseStore(context: MediaContext, opened: (sha256: string) => Promise<Opened>): CourseStore {
  const kept = new LruMap<string, StreamCourse>(200);
  const loading = new Map<string, Promise<StreamCourse>>();
  const closing = new AbortController();

  async function read(sha256: string): Promise<StreamCourse> {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) throw new AppError('not_reviewable', 'This item is no recording, so it has no course.');
    const { bytes } = await sniffOriginal(context, sha256);
    const { dump } = await opened(sha256);
    const work = { ...unwatched, signal: closing.signal };
    const course = await readStreamCourse(context.ffmpeg, input, dump, bytes, work);
    await context.store.writeDerived(sha256, NAME, Buffer.from(JSON.stringify({ version: 1, ...course })));
    return course;
  }

  async function load(sha256: string): Promise<StreamCourse> {
    const course = parse(await context.store.readDerived(sha256, NAME)) ?? (await read(sha256));
    kept.set(sha256, course);
    return course;
  }

  return {
    get(sha256) {
      const known = kept.get(sha256);
      if (known !== undefined) return Promise.resolve(known);
      const running = loading.get(sha256);
      if (running !== undefined) return running;
      const started = load(sha256).finally(() => loading.delete(sha256));
      loading.set(sha256, started);
      return started;
    },
    close: () => closing.abort(),
  };
}

function parse(data: Buffer | null): StreamCourse | null {
  if (data === null) return null;
  try {
    const { version: _, ...course } = Kept.parse(JSON.parse(data.toString('utf8')));
    return course;
  } catch {
    return null;
  }
}
