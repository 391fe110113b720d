import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { NamedItem } from './file-numbering.ts';
import { ofTheFile, secondsText } from './finding-words.ts';
import type { NameReader } from './name-reader.ts';

/** Recorders name by whole seconds and begin a part a little before the last one ends. */
const SLACK_SECONDS = 2;

interface Part {
  readonly id: string;
  readonly name: string;
  readonly start: number;
  /** By the name's second time, or by the recording's own length; null when neither is known. */
  readonly end: number | null;
}

/**
 * A recorder's parts, each named after the time at which it begins: told is where the part before, or the part after,
 * does not meet this one. Only neighbours of the same channel and stated source are compared.
 */
export function sequenceFindings(item: NamedItem, all: readonly NamedItem[], read: NameReader): ContinuityFinding[] {
  const mine = read(item.originalName);
  if (mine === null || mine.rule.kind !== 'sequence' || mine.span === null) return [];
  const parts = all
    .filter(({ source }) => source === item.source)
    .flatMap((each): Part[] => {
      const other = read(each.originalName);
      if (other?.series !== mine.series || other.span === null) return [];
      const { start, end } = other.span;
      const length = each.durationSeconds;
      const byLength = length === null ? null : start + length * 1000;
      return [{ id: each.id, name: each.originalName, start, end: byLength ?? end }];
    })
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const at = parts.findIndex(({ id }) => id === item.id);
  return [meeting(parts[at - 1], parts[at]), meeting(parts[at], parts[at + 1])].flat();
}

function meeting(before: Part | undefined, after: Part | undefined): ContinuityFinding[] {
  if (before === undefined || after === undefined || before.end === null) return [];
  const between = (after.start - before.end) / 1000;
  if (Math.abs(between) <= SLACK_SECONDS) return [];
  const names = `“${before.name}” and “${after.name}”`;
  const message =
    between > 0
      ? `Between ${names} ${secondsText(between)} are in neither, by the times in their names.`
      : `${names} overlap by ${secondsText(-between)}, by the times in their names.`;
  return [ofTheFile('missing_member', message, between)];
}
