/** Kinds of findings in the course of one recording. */
export const CONTINUITY_KINDS = [
  'gap',
  'overlap',
  'duplicates',
  'rate_change',
  'gop_change',
  'encoder_change',
  'size_change',
  'clock_jump',
  'sound_offset',
  'missing_member',
] as const;
export type ContinuityKind = (typeof CONTINUITY_KINDS)[number];

/** One finding. It says what is in the file, never why it is so. */
export interface ContinuityFinding {
  readonly kind: ContinuityKind;
  /** Frames between which it lies, both inclusive; null for what concerns the file as a whole. */
  readonly first: number | null;
  readonly last: number | null;
  /** How much: seconds of a gap, pictures repeated, files missing. */
  readonly amount: number | null;
  /** A sentence that names figures. */
  readonly message: string;
}

/** A camera's run of numbered files that this recording's name belongs to. */
export interface FileNumbering {
  /** What the names share, with `#` for the number: `DSC_####.MOV`. */
  readonly pattern: string;
  readonly here: number;
  readonly present: readonly number[];
  readonly missing: readonly number[];
}

export interface ContinuityReport {
  readonly findings: readonly ContinuityFinding[];
  readonly numbering: FileNumbering | null;
  /** What was looked at, so that silence can be read: pictures compared, seconds covered. */
  readonly looked: { readonly frames: number; readonly seconds: number; readonly pictures: boolean };
}
