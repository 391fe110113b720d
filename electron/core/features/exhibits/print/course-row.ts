import type { ContinuityKind } from '../../../../../shared/continuity.ts';
import type { CourseRecord } from '../schema/course-schema.ts';
import type { SheetText } from './sheet-text.ts';

/** What is said of the file as a whole has no place in the recording. */
const OF_THE_FILE: readonly ContinuityKind[] = ['sound_offset', 'writer', 'file_disagrees', 'missing_member'];

/** What was looked at in the recording's course, and what was found: one sentence each. */
export function courseTexts(course: CourseRecord | undefined, text: SheetText): string[] {
  if (course === undefined) return [];
  const { looked, found } = course;
  const parts = (['pictures', 'sound', 'parameters'] as const).map((part) =>
    text.t(`course.${part}.${looked[part] ? 'yes' : 'no'}`),
  );
  const times = text.t('course.times', { frames: text.number(looked.frames), seconds: text.number(looked.seconds) });
  const whole = text.t('course.looked', { what: [times, ...parts].join('; ') });
  if (found.length === 0) return [whole, text.t('course.nothing')];
  const list = listOf(
    found.map(({ kind, count }) => [kind, count]),
    text,
  );
  const listed = found.some((each) => each.listed !== undefined)
    ? [text.t('course.listed', { file: 'exhibit.json' })]
    : [];
  return [whole, [text.t('course.found', { list }), ...listed].join(' '), ...withinTexts(found, text)];
}

/** What of it lies within the exhibit; nothing where nothing that was found has a place. */
function withinTexts(found: CourseRecord['found'], text: SheetText): string[] {
  const placed = found.filter(({ kind }) => !OF_THE_FILE.includes(kind));
  const inside = placed.filter(({ within }) => within > 0);
  if (placed.length === 0) return [];
  if (inside.length === 0) return [text.t('course.noneWithin')];
  const list = listOf(
    inside.map(({ kind, within }) => [kind, within]),
    text,
  );
  return [text.t('course.within', { list })];
}

const listOf = (counts: readonly (readonly [kind: ContinuityKind, count: number])[], text: SheetText): string =>
  counts.map(([kind, count]) => `${text.t(`course.kind.${kind}`)}: ${text.number(count)}`).join('; ');
