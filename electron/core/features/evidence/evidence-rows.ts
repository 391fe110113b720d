import type { RecordingClock } from '../../../../shared/clock.ts';
import type { EvidenceKind, Item, Metadata, ReviewWay, Warning } from '../../../../shared/evidence.ts';
import type { FrameSource } from '../../../../shared/frames.ts';
import { lenientJson, readJson } from '../../db/json-column.ts';

/** The evidence table, column by column, with the number of marks that are not removed. */
export interface EvidenceRow {
  readonly seq: number;
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly original_name: string;
  readonly kind: string;
  readonly mime: string;
  readonly review: string;
  readonly frames: number | null;
  readonly frame_source: string | null;
  readonly time_base_num: number | null;
  readonly time_base_den: number | null;
  readonly variable_frame_rate: number | null;
  readonly rotation: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  readonly pages: number | null;
  readonly metadata: string;
  readonly warnings: string;
  readonly pending: number;
  readonly source: string | null;
  readonly custodian: string | null;
  readonly place: string | null;
  readonly recorded: string | null;
  readonly clock: string | null;
  readonly received: string | null;
  readonly note: string | null;
  readonly timing: string | null;
  readonly imported_at: string;
  readonly imported_by: string;
  readonly marks: number;
}

/** What never changes about an item. */
export interface Identity {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly originalName: string;
  readonly importedAt: string;
  readonly importedBy: string;
}

/** What a person states about an item; null is "not stated". */
export interface Statement {
  readonly source: string | null;
  readonly custodian: string | null;
  readonly place: string | null;
  readonly recorded: string | null;
  readonly clock: string | null;
  readonly received: string | null;
  readonly note: string | null;
  readonly timing: RecordingClock | null;
}

/** What was found inside the original. */
export interface Findings {
  readonly kind: EvidenceKind;
  readonly mime: string;
  readonly review: ReviewWay;
  readonly frames: number | null;
  readonly frameSource: FrameSource | null;
  readonly timeBase: readonly [number, number] | null;
  readonly variableFrameRate: boolean | null;
  readonly rotation: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly pages: number | null;
  readonly metadata: Metadata;
  readonly warnings: readonly Warning[];
}

export const emptyMetadata: Metadata = { container: null, streams: [], tags: {} };

/** What is known of an item before anything has looked into it. */
export const noFindings: Findings = {
  kind: 'other',
  mime: 'application/octet-stream',
  review: 'none',
  frames: null,
  frameSource: null,
  timeBase: null,
  variableFrameRate: null,
  rotation: null,
  width: null,
  height: null,
  durationSeconds: null,
  pages: null,
  metadata: emptyMetadata,
  warnings: [],
};

export function itemOf(row: EvidenceRow): Item {
  const { metadata: _, ...findings } = findingsOf(row);
  return { ...identityOf(row), ...findings, pending: row.pending === 1, ...statementOf(row), marks: row.marks };
}

export function identityOf(row: EvidenceRow): Identity {
  return {
    id: row.id,
    sha256: row.sha256,
    bytes: row.bytes,
    originalName: row.original_name,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
  };
}

export function statementOf(row: EvidenceRow): Statement {
  const { source, custodian, place, recorded, clock, received, note } = row;
  const timing = row.timing === null ? null : (readJson(row.timing, `the clock of ${row.id}`) as RecordingClock);
  return { source, custodian, place, recorded, clock, received, note, timing };
}

export function findingsOf(row: EvidenceRow): Findings {
  const { time_base_num: num, time_base_den: den, variable_frame_rate: variable } = row;
  return {
    kind: row.kind as EvidenceKind,
    mime: row.mime,
    review: row.review as ReviewWay,
    frames: row.frames,
    frameSource: row.frame_source as FrameSource | null,
    timeBase: num === null || den === null ? null : [num, den],
    variableFrameRate: variable === null ? null : variable === 1,
    rotation: row.rotation,
    width: row.width,
    height: row.height,
    durationSeconds: row.duration_seconds,
    pages: row.pages,
    metadata: metadataOf(row),
    warnings: readJson(row.warnings, `the warnings of ${row.id}`) as readonly Warning[],
  };
}

export function metadataOf(row: Pick<EvidenceRow, 'id' | 'metadata'>): Metadata {
  return readJson(row.metadata, `the metadata of ${row.id}`) as Metadata;
}

/** A row's state as plain fields. */
export type Recorded = Readonly<Record<string, unknown>>;

/** What the ledger should say about this row. JSON that was broken by hand shows as text and so differs. */
export function recordedState(row: EvidenceRow): Recorded {
  const timing = row.timing === null ? null : lenientJson(row.timing);
  const sure = { ...identityOf(row), ...statementOf({ ...row, timing: null }), timing };
  if (row.pending === 1) return sure;
  const findings = findingsOf({ ...row, metadata: '{}', warnings: '[]' });
  return { ...sure, ...findings, metadata: lenientJson(row.metadata), warnings: lenientJson(row.warnings) };
}
