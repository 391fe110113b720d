import type { ContinuityFinding, ContinuityKind, ContinuityReport } from '../../../../shared/continuity.ts';
import { countOf, secondsText } from './finding-words.ts';

/** One sentence about a report, and how many findings there are of each kind. */
export interface ContinuitySummary {
  readonly sentence: string;
  readonly counts: Readonly<Partial<Record<ContinuityKind, number>>>;
}

const KIND_WORDS: Readonly<Record<ContinuityKind, readonly [one: string, many: string]>> = {
  gap: ['gap between pictures', 'gaps between pictures'],
  overlap: ['place where times repeat or run back', 'places where times repeat or run back'],
  dropped: ['place with room for more pictures', 'places with room for more pictures'],
  duplicates: ['run of equal pictures', 'runs of equal pictures'],
  repeated_stretch: ['stretch that comes twice', 'stretches that come twice'],
  rate_change: ['change of rate', 'changes of rate'],
  gop_change: ['break in the distance between key frames', 'breaks in the distance between key frames'],
  encoder_change: ['change of the encoder’s parameters', 'changes of the encoder’s parameters'],
  size_change: ['change of picture size or format', 'changes of picture size or format'],
  clock_jump: ['jump between clock readings', 'jumps between clock readings'],
  sound_offset: [
    'difference between the ends of sound and pictures',
    'differences between the ends of sound and pictures',
  ],
  sound_gap: ['break in the sound', 'breaks in the sound'],
  writer: ['remark on who wrote the file', 'remarks on who wrote the file'],
  file_disagrees: ['disagreement of the file with its decoder', 'disagreements of the file with its decoder'],
  missing_member: ['remark on the files beside it', 'remarks on the files beside it'],
};

/** Says in one sentence what was looked at and how much was found, without judging it. */
export function summaryOf({ findings, looked }: ContinuityReport): ContinuitySummary {
  const counts = countsOf(findings);
  const parts = Object.entries(counts).map(([kind, count]) => countOf(count, ...KIND_WORDS[kind as ContinuityKind]));
  const what = [
    ...(looked.frames > 0
      ? [`the times of ${countOf(looked.frames, 'picture')} over ${secondsText(looked.seconds)}`]
      : []),
    ...(looked.pictures ? ['every picture with the others'] : []),
    ...(looked.parameters ? ['the encoder’s parameters'] : []),
    ...(looked.sound ? ['the times of the sound'] : []),
    'the file’s name and tags',
  ];
  const not = looked.frames > 0 && !looked.pictures ? ' The pictures themselves were not compared.' : '';
  const result = parts.length === 0 ? 'nothing was found that breaks its course' : `found were ${listText(parts)}`;
  return { sentence: `Looked at were ${listText(what)}; ${result}.${not}`, counts };
}

function countsOf(findings: readonly ContinuityFinding[]): Partial<Record<ContinuityKind, number>> {
  const counts: Partial<Record<ContinuityKind, number>> = {};
  for (const { kind, besides } of findings) counts[kind] = (counts[kind] ?? 0) + (besides ?? 1);
  return counts;
}

const listText = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
