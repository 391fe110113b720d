import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import { frameAtSeconds, frameDuration } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import type { AudioCourse } from '../../media/audio-course.ts';
import type { EncoderText, PacketPlace, ParameterChange, ParameterCourse } from '../../media/parameter-course.ts';
import type { CoursePictures } from './course-pictures.ts';
import { countOf, countText, findingList, ofTheFile, secondsText } from './finding-words.ts';

/** An introduction at so many of the packets is no sign of a start. */
const OFTEN_SHARE = 0.5;
/** With more changes than this, one sentence says more than a list. */
const MOST_CHANGES = 20;
/** Picture parameters that become others more often than this go to and fro, as some cameras' do. */
const MOST_PICTURE_CHANGES = 6;

/** Where the encoder's parameters become others. */
export function parameterFindings(pictures: CoursePictures, course: ParameterCourse): ContinuityFinding[] {
  const large = course.changes.filter(({ kinds }) => kinds.some((kind) => kind !== 'picture'));
  const small = course.changes.filter((change) => !large.includes(change));
  const toAndFro = small.length > MOST_PICTURE_CHANGES && course.variants * 3 <= small.length;
  if (large.length > MOST_CHANGES) return [manyChanges(course)];
  const told = toAndFro ? large : course.changes;
  const found = findingList('encoder_change');
  for (const change of told) found.add(() => changeFinding(pictures, course, change));
  return found.done();
}

function manyChanges({ changeCount, variants }: ParameterCourse): ContinuityFinding {
  const message = `The encoder’s parameters change ${countOf(changeCount, 'time')}, between up to ${countText(variants)} sets.`;
  return ofTheFile('encoder_change', message, changeCount);
}

/**
 * The frame at which a packet with parameters begins. Where every key frame has such a packet they are counted, which
 * stays right when times repeat; else its time decides.
 */
function frameOf(pictures: CoursePictures, course: ParameterCourse, { packet, pts }: PacketPlace): number {
  const counted = course.packets === pictures.keys.length ? pictures.keys[packet] : undefined;
  return counted ?? frameAtSeconds(pictures, ptsToSeconds(pts, course.timeBase));
}

function changeFinding(pictures: CoursePictures, course: ParameterCourse, change: ParameterChange): ContinuityFinding {
  const frame = frameOf(pictures, course, change);
  const { kinds, before, after } = change;
  const sequence = kinds.some((kind) => kind !== 'picture');
  const names = [...(sequence ? ['sequence'] : []), ...(kinds.includes('picture') ? ['picture'] : [])].join(' and ');
  const differ = before !== null && after !== null && before !== after;
  const levels = differ ? ` (${before} before, ${after} from there on)` : '';
  const message = `The encoder’s ${names} parameters change at frame ${countText(frame)}${levels}.`;
  return { kind: 'encoder_change', first: Math.max(0, frame - 1), last: frame, amount: null, message };
}

/**
 * Encoders that introduce themselves do so once, at the start, or again and again. Another introduction later, or the
 * same one a second time, is where an encoder was started.
 */
export function encoderTextFindings(pictures: CoursePictures, course: ParameterCourse): ContinuityFinding[] {
  const found = findingList('encoder_change', MOST_CHANGES);
  const begin = Math.min(...course.texts.flatMap(({ places }) => places.map(({ packet }) => packet)));
  for (const text of course.texts)
    for (const place of startsOf(text, course.packets, begin))
      found.add(() => {
        const frame = frameOf(pictures, course, place);
        const message = `An encoder introduces itself at frame ${countText(frame)}, as at the start of a stream: “${shortened(text.text)}”.`;
        return { kind: 'encoder_change', first: Math.max(0, frame - 1), last: frame, amount: null, message };
      });
  return found.done();
}

function startsOf({ count, places }: EncoderText, packets: number, begin: number): readonly PacketPlace[] {
  const later = places.filter(({ packet }) => packet > begin);
  // One that introduces itself at every other packet began where it did so first, and that may be the start.
  if (count < packets * OFTEN_SHARE) return later;
  return places[0] === later[0] ? later.slice(0, 1) : [];
}

const shortened = (text: string): string => (text.split(' - H.26', 1)[0] ?? '').slice(0, 60);

/** Sound that begins, or ends, so much earlier or later than the pictures is told. */
const LEAST_START = 0.5;
const LEAST_END = 1;

/** Where the sound begins and ends beside the pictures. */
export function soundOffsetFindings(pictures: CoursePictures, sound: AudioCourse): ContinuityFinding[] {
  const { pts, timeBase } = pictures;
  const last = pts.length - 1;
  if (last < 0) return [];
  const start = ptsToSeconds(pts[0] ?? 0, timeBase);
  const end = ptsToSeconds((pts[last] ?? 0) + frameDuration(pictures, last), timeBase);
  const findings: ContinuityFinding[] = [];
  const tell = (frame: number, amount: number, text: string) =>
    findings.push({ kind: 'sound_offset', first: frame, last: frame, amount, message: text });
  const begins = sound.start - start;
  if (Math.abs(begins) >= LEAST_START)
    tell(
      0,
      begins,
      `The sound begins ${secondsText(Math.abs(begins))} ${begins > 0 ? 'after' : 'before'} the first picture.`,
    );
  const ends = sound.end - end;
  if (Math.abs(ends) >= LEAST_END)
    tell(
      last,
      ends,
      `The sound ends ${secondsText(Math.abs(ends))} ${ends > 0 ? 'after' : 'before'} the last picture.`,
    );
  return findings;
}

/** With more breaks than this, one sentence says more than a list. */
const MOST_BREAKS = 20;
/** With a break at so many packets, the container states no durations that could be relied on (as old ASF files do). */
const UNRELIABLE_SHARE = 0.05;

/** Places where the sound's own times leave something out or run back. */
export function soundBreakFindings(pictures: CoursePictures, sound: AudioCourse): ContinuityFinding[] {
  const { breaks, breakCount, packets } = sound;
  if (breakCount > 2 && breakCount > packets * UNRELIABLE_SHARE) return [];
  if (breakCount > MOST_BREAKS) {
    const greatest = breaks.reduce((most, { seconds }) => Math.max(most, Math.abs(seconds)), 0);
    const message = `The times of the sound break ${countOf(breakCount, 'time')}, by ${secondsText(greatest)} at the most among the first ${countText(breaks.length)}.`;
    return [ofTheFile('sound_gap', message, breakCount)];
  }
  return breaks.map(({ at, seconds }) => {
    const seen = pictures.pts.length > 0;
    const first = seen ? frameAtSeconds(pictures, at) : null;
    const last = seen ? frameAtSeconds(pictures, at + Math.max(0, seconds)) : null;
    const where = first === null ? `at ${secondsText(at)}` : `at frame ${countText(first)}`;
    const message =
      seconds > 0
        ? `The sound leaves out ${secondsText(seconds)} ${where}.`
        : `The times of the sound run back by ${secondsText(-seconds)} ${where}.`;
    return { kind: 'sound_gap', first, last, amount: seconds, message };
  });
}
