import type { Mark } from '../../../../shared/mark.ts';

/** Width of a character of a mark's label, and what its margins take. */
const CHARACTER_PX = 7;
const MARGIN_PX = 12;
/** A title of which less can be read says nothing. */
const LEAST_TITLE_PX = 42;

export interface MarkLabel {
  /** Codes of violations, or as much of the first one as fits: its group's letter at least, if anything. */
  readonly code: string;
  /** How many more codes there are, as `+2`; empty when there is no room or none. */
  readonly more: string;
  readonly title: string;
}

/** What fits on a mark of this width: codes before the title, the group's letter before nothing. */
export function markLabel({ violations, title }: Pick<Mark, 'violations' | 'title'>, width: number): MarkLabel {
  const room = width - MARGIN_PX;
  const fits = (text: string) => text.length * CHARACTER_PX <= room;
  const [first = ''] = violations;
  const all = violations.join(' ');
  const extra = violations.length > 1 ? `+${violations.length - 1}` : '';
  const code = width < MARGIN_PX ? '' : ([all, first, first.charAt(0)].find(fits) ?? '');
  const more = code !== all && code === first && fits(`${first} ${extra}`) ? extra : '';
  const left = room - (code.length > 0 ? (code.length + 1) * CHARACTER_PX : 0);
  return { code, more, title: more === '' && left >= LEAST_TITLE_PX ? title : '' };
}
