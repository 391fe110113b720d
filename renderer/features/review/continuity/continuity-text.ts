import type { TFunction } from 'i18next';
import type { ContinuityLooked, ContinuityReport } from '../../../../shared/continuity.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsText } from '../../../../shared/time.ts';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import { type FindingGroup, groupsOf, isOfTheFile, isPlaced, rangesText } from './finding-groups.ts';

type Words = TFunction<'review-continuity'>;

/** One thing that was looked at, or was not. */
export interface LookedLine {
  readonly done: boolean;
  readonly text: string;
}

export function lookedLines(looked: ContinuityLooked, t: Words, language: string): LookedLine[] {
  const { frames, seconds, pictures, parameters, sound } = looked;
  const recording = frames > 0 || sound;
  const times = { frames: formatNumber(frames, language), length: formatDuration(seconds), count: frames };
  return [
    ...(frames > 0 ? [{ done: true, text: t('looked.times', times) }] : []),
    ...(frames > 0 ? [{ done: pictures, text: t(pictures ? 'looked.pictures' : 'looked.picturesNot') }] : []),
    ...(frames > 0 ? [{ done: parameters, text: t(parameters ? 'looked.parameters' : 'looked.parametersNot') }] : []),
    ...(recording ? [{ done: sound, text: t(sound ? 'looked.sound' : 'looked.soundNot') }] : []),
    { done: true, text: t('looked.names') },
  ];
}

/** Said where the recording's course shows nothing: what silence covers. Null when something was found in it. */
export function quietText(report: ContinuityReport, t: Words, language: string): string | null {
  const { findings, looked } = report;
  if (looked.frames === 0 || findings.some(({ kind }) => !isOfTheFile(kind))) return null;
  const figures = { frames: formatNumber(looked.frames, language), count: looked.frames };
  if (!looked.pictures) return t('quiet.times', figures);
  return t(looked.parameters ? 'quiet.all' : 'quiet.pictures', figures);
}

/** `74–75`, or one number. */
export function framesText(first: number, last: number, language: string): string {
  const from = formatNumber(first, language);
  return first === last ? from : `${from}–${formatNumber(last, language)}`;
}

/** Stream time of a frame as the read-out shows it. */
export const timeOf = (index: FrameIndex, n: number): string => ptsText(index.pts[n] ?? 0, index.timeBase);

/** The whole report as plain text, for a note or a letter: what was looked at, what was found, where. */
export function reportText(
  name: string,
  report: ContinuityReport,
  index: FrameIndex,
  t: Words,
  language: string,
): string {
  const { numbering } = report;
  const quiet = quietText(report, t, language);
  const looked = lookedLines(report.looked, t, language).map(({ done, text }) => `${done ? '+' : '-'} ${text}`);
  const groups = groupsOf(report.findings).flatMap((group) => ['', ...groupLines(group, index, t)]);
  const numbers =
    numbering === null
      ? []
      : [
          '',
          t('numbering.title'),
          `  ${t('numbering.pattern')}: ${numbering.pattern}`,
          `  ${t('numbering.present')}: ${rangesText(numbering.present, numbering.pattern)}`,
          `  ${t('numbering.missing')}: ${rangesText(numbering.missing, numbering.pattern) || t('numbering.none')}`,
        ];
  return [name, '', t('looked.title'), ...looked, ...(quiet === null ? [] : ['', quiet]), ...groups, ...numbers].join(
    '\n',
  );
}

function groupLines({ kind, findings }: FindingGroup, index: FrameIndex, t: Words): string[] {
  const lines = findings.map((finding) => {
    if (!isPlaced(finding)) return `  ${finding.message}`;
    const frames = finding.first === finding.last ? `${finding.first}` : `${finding.first}-${finding.last}`;
    return `  ${t('frame')} ${frames} (${timeOf(index, finding.first)}): ${finding.message}`;
  });
  return [`${t(`kind.${kind}`)} (${findings.length})`, ...lines];
}
