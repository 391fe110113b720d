import * as z from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { LruMap } from './lru-map.ts';
import { ffmpegInputOf, type MediaContext, sniffOriginal } from './media-context.ts';
import type { Opened } from './probe.ts';
import { sharedRuns } from './shared-runs.ts';
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
  get(sha256: string, work: Work): Promise<StreamCourse>;
  close(): void;
}

export function courseStore(context: MediaContext, opened: (sha256: string) => Promise<Opened>): CourseStore {
  const kept = new LruMap<string, StreamCourse>(200);

  async function read(sha256: string, work: Work): Promise<StreamCourse> {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) throw new AppError('not_reviewable', 'This item is no recording, so it has no course.');
    const { bytes } = await sniffOriginal(context, sha256);
    const { dump } = await opened(sha256);
    const course = await readStreamCourse(context.ffmpeg, input, dump, bytes, work);
    await context.store.writeDerived(sha256, NAME, Buffer.from(JSON.stringify({ version: 1, ...course })));
    return course;
  }

  const loads = sharedRuns(async (sha256, work) => {
    const course = parse(await context.store.readDerived(sha256, NAME)) ?? (await read(sha256, work));
    kept.set(sha256, course);
    return course;
  });

  return {
    async get(sha256, work) {
      return kept.get(sha256) ?? loads.join(sha256, work);
    },
    close: loads.close,
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
