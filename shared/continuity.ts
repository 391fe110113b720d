/** Kinds of findings in the course of one recording, in the order in which a report lists them. */
export const CONTINUITY_KINDS = [
  'gap',
  'overlap',
  'dropped',
  'duplicates',
  'repeated_stretch',
  'rate_change',
  'gop_change',
  'encoder_change',
  'size_change',
  'clock_jump',
  'sound_offset',
  'sound_gap',
  'writer',
  'file_disagrees',
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
  /** Stands for so many findings of its kind that are not listed one by one. */
  readonly besides?: number;
  /** A sentence that names figures. */
  readonly message: string;
}

/** A camera's run of numbered files that this recording's name belongs to. */
export interface FileNumbering {
  /** What the names share, with `#` for the number: `DSC_####.MOV`. */
  readonly pattern: string;
  readonly here: number;
  /** In the camera's order: after the greatest number a camera starts again with the least. */
  readonly present: readonly number[];
  /** Numbers between the first and the last present of which no item has the name; at most 2,000 are listed. */
  readonly missing: readonly number[];
  readonly missingCount: number;
}

/** What was looked at, so that silence can be read. */
export interface ContinuityLooked {
  /** Pictures whose times were looked at, and the seconds that they cover. */
  readonly frames: number;
  readonly seconds: number;
  /** Pictures were compared by their MD5; false while only the container's list exists. */
  readonly pictures: boolean;
  /** The times of all sound packets were read. */
  readonly sound: boolean;
  /** The encoder's parameters at every key frame were read. */
  readonly parameters: boolean;
}

export interface ContinuityReport {
  readonly findings: readonly ContinuityFinding[];
  readonly numbering: FileNumbering | null;
  readonly looked: ContinuityLooked;
}
