import { wallTimeOf } from '../../../../../shared/clock.ts';
import type { Exhibit, Profile } from '../../../../../shared/exhibit.ts';
import type { FrameRef } from '../../../../../shared/frames.ts';
import type { Place } from '../../../../../shared/place.ts';
import type { ViolationType } from '../../../../../shared/violation.ts';
import { faceIso } from '../../../../../shared/wall-text.ts';
import type { SheetText } from '../print/sheet-text.ts';
import {
  type ExhibitDocument,
  type ExhibitFile,
  type ExhibitViolation,
  type WallClockSpan,
  WITHHELD,
} from '../schema/bundle-schema.ts';
import type { BurntRecord } from '../schema/burnt-schema.ts';
import type { CourseRecord } from '../schema/course-schema.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';

/** Stands for people in a public bundle's `mark.createdBy`; sheets print the word of their language. */
export const REVIEWER = 'reviewer';

export interface FactSources {
  readonly findPlace: (code: string) => Place | undefined;
  readonly findViolation: (code: string) => ViolationType | undefined;
  /** The sentence about a clock as libraries keep it. */
  readonly keptClockWords: SheetText['keptClockWords'];
}

const frameCountOf = ({ mark }: Exhibit): number | null =>
  mark.in === null || mark.out === null ? null : mark.out.n - mark.in.n + 1;

/**
 * What an exhibit states. The public profile leaves out who gave, keeps and marked the recording, when it was given and
 * when it was worked on (a recording is imported and marked soon after somebody was seen to hand it over),
 * its original name (phones and people name files after people), and all notes, which are written for colleagues. Title,
 * place, time and pictures are what it is about.
 */
export function exhibitFacts(
  exhibit: Exhibit,
  profile: Profile,
  sources: FactSources,
  { burnt = null, course = null }: { burnt?: BurntRecord | null; course?: CourseRecord | null } = {},
): ExhibitFacts {
  const { evidence, number, missing } = exhibit;
  // How many annotations the library holds says nothing of this exhibit; `burnt` does.
  const { annotations: _, ...mark } = exhibit.mark;
  const open = <T>(value: T): T | null => (profile === 'court' ? value : null);
  const code = mark.place ?? evidence.place;
  return {
    format: 'aigaq-exhibit',
    version: 1,
    number,
    title: mark.title,
    missing: [...missing],
    mark: {
      ...mark,
      note: open(mark.note),
      violations: [...mark.violations],
      createdBy: open(mark.createdBy) ?? REVIEWER,
      createdAt: open(mark.createdAt),
    },
    source: {
      id: evidence.id,
      sha256: evidence.sha256,
      originalName: open(evidence.originalName),
      bytes: evidence.bytes,
    },
    evidence: {
      kind: evidence.kind,
      mime: evidence.mime,
      importedAt: open(evidence.importedAt),
      timeBase: evidence.timeBase === null ? null : [...evidence.timeBase],
      frames: evidence.frames,
      variableFrameRate: evidence.variableFrameRate,
      rotation: evidence.rotation,
      durationSeconds: evidence.durationSeconds,
      pages: evidence.pages,
      source: open(evidence.source),
      custodian: open(evidence.custodian),
      recorded: evidence.recorded,
      received: open(evidence.received),
      note: open(evidence.note),
      ...clockFacts(evidence, profile, sources),
    },
    place: code === null ? null : placeRecord(sources.findPlace(code), code),
    in: mark.in,
    out: mark.out,
    ...wallClockOf(exhibit),
    violations: mark.violations.map((each) => violationRecord(each, sources.findViolation(each))),
    ...(course === null ? {} : { course }),
    ...(burnt === null ? {} : { burnt: profile === 'court' ? burnt : unplaced(burnt) }),
    withheld: profile === 'court' ? [] : [...WITHHELD],
  };
}

/**
 * What the recording's times rest on. How its clock was compared is somebody's own words and may name people: a public
 * bundle has the sentence that follows from the readings alone.
 */
function clockFacts(
  { clock, timing }: Exhibit['evidence'],
  profile: Profile,
  { keptClockWords }: FactSources,
): Pick<ExhibitFacts['evidence'], 'clock' | 'timing'> {
  if (timing === null) return { clock };
  if (profile === 'court') return { clock, timing };
  const bare = { ...timing, measured: null };
  return { clock: clock === null ? null : keptClockWords(bare), timing: bare };
}

/**
 * What a public exhibit says of its redactions: how and why, each by itself, and neither by a reviewer's name for it, which
 * may say whom it hides, nor with its place and time: "source of the recording" beside a face points at the source.
 */
const unplaced = ({ redactions, ...burnt }: BurntRecord): BurntRecord => ({
  ...burnt,
  redactions: redactions
    .map(({ kind, reason, basis }) => ({ kind, reason, basis, frames: null, form: null, regions: [] }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((one, at) => ({ id: `r${at + 1}`, ...one })),
});

const keyOf = ({ kind, reason, basis }: Pick<BurntRecord['redactions'][number], 'kind' | 'reason' | 'basis'>): string =>
  [kind, reason.code, basis.code].join(' ');

/** The time of day of both ends, where the recording's clock was measured; a stated time says nothing about pictures. */
function wallClockOf({ mark, evidence }: Exhibit): { wallClock?: WallClockSpan } {
  const { timing, timeBase } = evidence;
  if (timing === null || timeBase === null || mark.in === null || mark.out === null) return {};
  const moment = (ref: FrameRef): WallClockSpan['in'] => {
    const { shown, corrected, within } = wallTimeOf(timing, timeBase, ref);
    return {
      shown: faceIso(shown, null),
      corrected: faceIso(corrected, timing.zone),
      within: within === null ? null : within / 1000,
    };
  };
  return { wallClock: { in: moment(mark.in), out: moment(mark.out) } };
}

const placeRecord = (place: Place | undefined, code: string): Place =>
  place === undefined ? { code, name: null, address: null, region: null } : { ...place };

function violationRecord(code: string, type: ViolationType | undefined): ExhibitViolation {
  if (type === undefined) return { code, label: null, definition: null, basis: [], needsNativeCheck: [] };
  const { label, definition, basis, needsNativeCheck } = type;
  return { code, label, definition, basis: [...basis], needsNativeCheck: [...needsNativeCheck] };
}

/** The document that goes into the exhibit's folder and into bundle.json. */
export function exhibitDocument(
  exhibit: Exhibit,
  facts: ExhibitFacts,
  frameMd5: readonly string[],
  files: readonly ExhibitFile[],
  contentSha256?: string,
): ExhibitDocument {
  const hash = contentSha256 === undefined ? {} : { contentSha256 };
  return { ...facts, ...hash, frameCount: frameCountOf(exhibit), frameMd5: [...frameMd5], files: [...files] };
}
