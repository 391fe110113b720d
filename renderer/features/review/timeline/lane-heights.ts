/** Heights of the lanes in CSS pixels, each with its hairline. A hidden lane is 0. */
export interface LaneHeights {
  readonly ruler: number;
  readonly watched: number;
  readonly pictures: number;
  readonly sound: number;
  /** Marks take what is left and scroll. */
  readonly marks: number;
  readonly minimap: number;
}

const RULER = 24;
const WATCHED = 4;
const MINIMAP = 16;
/** One row of marks with its margins must always be there. */
const LEAST_MARKS = 32;
const MARK_ROW = 24;
const PICTURES = { least: 30, usual: 44, most: 96 } as const;
const SOUND = { least: 20, usual: 32, most: 96 } as const;

/**
 * Shares a panel's height among the lanes. In a low one sound shrinks first, then the pictures; then sound is left out,
 * then the pictures, then the watched line and the scrollbar: where we are and what is marked stay to the last. In a high
 * one both grow. It depends on nothing that loads, so that nothing moves while parts come.
 */
export function laneHeights(panel: number): LaneHeights {
  const free = panel - RULER - WATCHED - MINIMAP - LEAST_MARKS;
  const { pictures, sound } = shares(free);
  const small = panel < RULER + WATCHED + MINIMAP + LEAST_MARKS;
  const watched = small ? 0 : WATCHED;
  const minimap = small ? 0 : MINIMAP;
  const marks = Math.max(0, panel - RULER - watched - minimap - pictures - sound);
  return { ruler: RULER, watched, pictures, sound, marks, minimap };
}

function shares(free: number): { pictures: number; sound: number } {
  if (free < PICTURES.least) return { pictures: 0, sound: 0 };
  if (free < PICTURES.least + SOUND.least) return { pictures: Math.min(PICTURES.usual, free), sound: 0 };
  if (free < PICTURES.usual + SOUND.least) return { pictures: free - SOUND.least, sound: SOUND.least };
  if (free < PICTURES.usual + SOUND.usual) return { pictures: PICTURES.usual, sound: free - PICTURES.usual };
  // A second row of marks comes first; of what is left then, half goes to more rows.
  const more = Math.max(0, Math.floor((free - PICTURES.usual - SOUND.usual - MARK_ROW) / 4));
  return {
    pictures: Math.min(PICTURES.most, PICTURES.usual + more),
    sound: Math.min(SOUND.most, SOUND.usual + more),
  };
}
