import type { CourseRecord } from '../exhibit/course-record.ts';
import type { SheetText } from './sheet-text.ts';

/** What was looked at in the recording's course, and what was found: one sentence each. */
export function courseTexts(course: CourseRecord | undefined, text: SheetText): string[] {
  if (course === undefined) return [];
  const { looked, found } = course;
  const parts = (['pictures', 'sound', 'parameters'] as const).map((part) =>
    text.t(`course.${part}.${looked[part] ? 'yes' : 'no'}`),
  );
  const times = text.t('course.times', { frames: text.number(looked.frames), seconds: text.number(looked.seconds) });
  const inside = found.filter(({ within }) => within > 0);
  const list = (counts: readonly (readonly [string, number])[]) =>
    counts.map(([kind, count]) => `${text.t(`course.kind.${kind}`)}: ${text.number(count)}`).join('; ');
  if (found.length === 0)
    return [text.t('course.looked', { what: [times, ...parts].join('; ') }), text.t('course.nothing')];
  return [
    text.t('course.looked', { what: [times, ...parts].join('; ') }),
    text.t('course.found', { list: list(found.map(({ kind, count }) => [kind, count])) }),
    inside.length === 0
      ? text.t('course.noneWithin')
      : text.t('course.within', { list: list(inside.map(({ kind, within }) => [kind, within])) }),
  ];
}
