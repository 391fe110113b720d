import { setImmediate } from 'node:timers/promises';
import type { RecordingClock } from '../../../../shared/clock.ts';
import type { ContinuityFinding, ContinuityLooked } from '../../../../shared/continuity.ts';
import type { PictureShape } from '../../media/decoded-index.ts';
import type { StreamCourse } from '../../media/stream-course.ts';
import { clockFindings } from './clock-findings.ts';
import { type CoursePictures, secondsOf } from './course-pictures.ts';
import { gopFindings } from './gop-pattern.ts';
import { droppedFindings, gapFindings, overlapFindings } from './picture-times.ts';
import { rateFindings } from './rate-stretches.ts';
import { duplicateFindings, repeatedStretchFindings } from './repeated-pictures.ts';
import { shapeFindings } from './shape-findings.ts';
import { encoderTextFindings, parameterFindings, soundBreakFindings, soundOffsetFindings } from './stream-findings.ts';

/** All that is known about one recording. */
export interface RecordingCourse {
  readonly pictures: CoursePictures;
  /** Empty where the decoder has not said yet how pictures are coded. */
  readonly shapes: readonly PictureShape[];
  /** Null when its packets could not be read. */
  readonly course: StreamCourse | null;
  readonly clock: RecordingClock | null;
}

/**
 * Everything that the recording itself shows, kind by kind in the order of the contract. A recording of hours takes
 * tenths of a second, so others get their turn in between.
 */
export async function recordingFindings({
  pictures,
  shapes,
  course,
  clock,
}: RecordingCourse): Promise<ContinuityFinding[]> {
  const { parameters = null, sound = null } = course ?? {};
  const analyses: readonly (() => readonly ContinuityFinding[])[] = [
    () => gapFindings(pictures),
    () => overlapFindings(pictures),
    () => droppedFindings(pictures),
    () => duplicateFindings(pictures),
    () => repeatedStretchFindings(pictures),
    () => rateFindings(pictures),
    () => gopFindings(pictures),
    () => (parameters === null ? [] : parameterFindings(pictures, parameters)),
    () => (parameters === null ? [] : encoderTextFindings(pictures, parameters)),
    () => shapeFindings(shapes),
    () => clockFindings(pictures, clock),
    () => (sound === null ? [] : soundOffsetFindings(pictures, sound)),
    () => (sound === null ? [] : soundBreakFindings(pictures, sound)),
  ];
  const findings: ContinuityFinding[] = [];
  for (const analysis of analyses) {
    findings.push(...analysis());
    await setImmediate();
  }
  return findings;
}

export function lookedAt({ pictures, course }: RecordingCourse): ContinuityLooked {
  const { pts, usual, md5 } = pictures;
  const covered = pts.length === 0 ? 0 : (pts.at(-1) ?? 0) - (pts[0] ?? 0) + usual;
  const whole = course?.whole ?? false;
  return {
    frames: pts.length,
    seconds: Math.max(0, secondsOf(pictures, covered)),
    pictures: md5 !== null && pts.length > 0,
    sound: whole && course?.sound != null,
    parameters: whole && course?.parameters != null,
  };
}
