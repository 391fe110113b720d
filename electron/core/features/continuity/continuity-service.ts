import type { ContinuityFinding, ContinuityReport } from '../../../../shared/continuity.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Handlers } from '../../handlers.ts';
import type { Log } from '../../log.ts';
import type { DecodedIndex } from '../../media/decoded-index.ts';
import { LruMap } from '../../media/lru-map.ts';
import type { Media } from '../../media/media.ts';
import type { StreamCourse } from '../../media/stream-course.ts';
import { unwatched, type Work } from '../../progress.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import { readContinuityData } from './continuity-data.ts';
import { coursePictures } from './course-pictures.ts';
import { fileNumbering, type Numbering } from './file-numbering.ts';
import { fileWarningFindings } from './file-warnings.ts';
import { nameReader } from './name-reader.ts';
import { sequenceFindings } from './recorder-sequence.ts';
import { lookedAt, type RecordingCourse, recordingFindings } from './recording-findings.ts';
import { givenNameFindings, type NamedTag, writerFindings } from './writer-findings.ts';

export interface ContinuityService {
  /** What the course of a recording shows, and which files beside it are there. @throws AppError not_found, cancelled */
  report(id: string, work: Work): Promise<ContinuityReport>;
}

export interface ContinuityDeps {
  readonly evidence: EvidenceService;
  readonly media: Media;
  readonly resourcesDir: string;
  readonly log: Log;
}

export function createContinuity({ evidence, media, resourcesDir, log }: ContinuityDeps): ContinuityService {
  const { names, writers } = readContinuityData(resourcesDir);
  const readName = nameReader(names);
  // What a recording itself shows stays the same while other items come and go.
  const kept = new LruMap<string, Promise<readonly ContinuityFinding[]>>(200);

  /** The list of pictures as far as there is one; an item that has none yet is not decoded for it. */
  const indexOf = async (item: Item): Promise<DecodedIndex | null> =>
    item.frames === null ? null : media.index(item.sha256);

  const courseOf = async (item: Item, work: Work): Promise<StreamCourse | null> => {
    if (item.kind !== 'video' && item.kind !== 'audio') return null;
    try {
      return await media.course(item.sha256, work);
    } catch (error) {
      const unread = error instanceof AppError && error.code !== 'no_library_open' && error.code !== 'cancelled';
      if (!unread) throw error;
      log.warn('continuity.course_unread', { code: error.code });
      return null;
    }
  };

  const recordingOf = async (item: Item, work: Work): Promise<RecordingCourse> => {
    const index = await indexOf(item);
    const md5 = index?.source === 'decoder' ? (index.md5?.slice() ?? null) : null;
    return {
      pictures: coursePictures(index ?? NO_PICTURES, md5),
      shapes: index?.shapes ?? [],
      course: await courseOf(item, work),
      clock: item.timing,
    };
  };

  const besides = (item: Item, course: StreamCourse | null): Numbering => {
    const all = evidence.list();
    const { numbering, findings } = fileNumbering(item, all, readName);
    const told = [
      ...writerFindings(tagsOf(course, evidence.metadata(item.id).tags), writers),
      ...givenNameFindings(readName(item.originalName)),
      ...fileWarningFindings(item.warnings),
      ...findings,
      ...sequenceFindings(item, all, readName),
    ];
    return { numbering, findings: told };
  };

  const inside = (item: Item, recording: RecordingCourse): Promise<readonly ContinuityFinding[]> => {
    const { pictures, course } = recording;
    const key = `${item.sha256} ${pictures.md5 === null} ${course?.whole} ${JSON.stringify(item.timing)}`;
    return kept.getOrMake(key, () => recordingFindings(recording));
  };

  const report = async (id: string, work: Work): Promise<ContinuityReport> => {
    const item = evidence.get(id);
    const recording = await recordingOf(item, work);
    const { numbering, findings } = besides(item, recording.course);
    return { findings: [...(await inside(item, recording)), ...findings], numbering, looked: lookedAt(recording) };
  };

  return { report };
}

const NO_PICTURES: FrameIndex = { timeBase: [1, 1], pts: [], keys: [] };

/** Tags of the file and its streams, and what the encoder left inside the stream. */
function tagsOf(course: StreamCourse | null, tags: Readonly<Record<string, string>>): NamedTag[] {
  const texts = course?.parameters?.texts ?? [];
  return [
    ...Object.entries(tags).map(([name, value]) => ({ name, value })),
    ...(course?.tags ?? []),
    ...texts.map(({ text }) => ({ name: 'stream text', value: text })),
  ];
}

export function continuityHandlers(continuity: ContinuityService): Pick<Handlers, 'evidence.continuity'> {
  return { 'evidence.continuity': ({ id }) => continuity.report(id, unwatched) };
}
