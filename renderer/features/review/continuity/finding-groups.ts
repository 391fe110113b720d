import { CONTINUITY_KINDS, type ContinuityFinding, type ContinuityKind } from '../../../../shared/continuity.ts';

/** A finding that lies at a place in the recording. */
export interface PlacedFinding extends ContinuityFinding {
  readonly first: number;
  readonly last: number;
}

/** Findings of one kind, in the order in which the core gave them. */
export interface FindingGroup {
  readonly kind: ContinuityKind;
  readonly findings: readonly ContinuityFinding[];
}

/** What concerns the file and the files beside it, and not the course of its pictures and sound. */
const OF_THE_FILE: readonly ContinuityKind[] = ['writer', 'file_disagrees', 'missing_member'];

export const isOfTheFile = (kind: ContinuityKind): boolean => OF_THE_FILE.includes(kind);

/** Kinds that were found, in the order of the contract. */
export function groupsOf(findings: readonly ContinuityFinding[]): FindingGroup[] {
  return CONTINUITY_KINDS.flatMap((kind) => {
    const those = findings.filter((finding) => finding.kind === kind);
    return those.length === 0 ? [] : [{ kind, findings: those }];
  });
}

export const isPlaced = (finding: ContinuityFinding): finding is PlacedFinding =>
  finding.first !== null && finding.last !== null;

/** The finding that a person reaches from frame n: the nearest that begins after it, or before it. */
export function findingBeside(
  findings: readonly ContinuityFinding[],
  n: number,
  step: 1 | -1,
): PlacedFinding | undefined {
  const placed = findings.filter(isPlaced).sort((a, b) => a.first - b.first || a.last - b.last);
  return step > 0 ? placed.find(({ first }) => first > n) : placed.findLast(({ first }) => first < n);
}

/** A run of whole numbers, both ends inclusive. */
export type NumberRange = readonly [from: number, to: number];

/** Runs of numbers that follow each other by one, in the order given. */
export function rangesOf(numbers: readonly number[]): NumberRange[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] + 1 === number) open[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** `0012, 0014–0016`, with as many digits as the camera writes. */
export function rangesText(numbers: readonly number[], pattern: string): string {
  const digits = /#+/.exec(pattern)?.[0].length ?? 0;
  const text = (number: number) => String(number).padStart(digits, '0');
  return rangesOf(numbers)
    .map(([from, to]) => (from === to ? text(from) : `${text(from)}–${text(to)}`))
    .join(', ');
}
