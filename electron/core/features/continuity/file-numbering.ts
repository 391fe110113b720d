import type { ContinuityFinding, FileNumbering } from '../../../../shared/continuity.ts';
import { countOf, countText, ofTheFile } from './finding-words.ts';
import type { NameNumber, NameReader, ReadName } from './name-reader.ts';

/** What of an item the numbering looks at. */
export interface NamedItem {
  readonly id: string;
  readonly originalName: string;
  /** As a person stated it: two observers' phones count by themselves. */
  readonly source: string | null;
  readonly durationSeconds: number | null;
}

export interface Numbering {
  readonly numbering: FileNumbering | null;
  readonly findings: readonly ContinuityFinding[];
}

/** Numbers further apart than this are taken for different occasions, so that nothing between them is called missing. */
const FARTHEST = 100;
const MOST_MISSING = 2000;
const MOST_RANGES = 12;

/**
 * The run of a camera's numbers that an item belongs to: names of the same form from the same stated source. Numbers
 * that follow each other within a hundred make one run, across the camera's start at the least number as well.
 */
export function fileNumbering(item: NamedItem, all: readonly NamedItem[], read: NameReader): Numbering {
  const mine = read(item.originalName);
  const here = mine?.numbered ?? null;
  if (mine === null || here === null) return { numbering: null, findings: [] };
  const members = all.filter(({ source }) => source === item.source).flatMap((each) => numberIn(each, mine, read));
  const present = runAround(here, [...new Set([here.number, ...members.map(({ number }) => number)])]);
  const { missing, missingCount } = missingBetween(here, present);
  const pattern = samePatterns(members) ? `${here.pattern}${endingOf(item.originalName)}` : here.pattern;
  const numbering = { pattern, here: here.number, present, missing, missingCount };
  const findings = [...missingFinding(here, numbering), ...chapterFinding(here, members)];
  return { numbering, findings };
}

function numberIn(item: NamedItem, mine: ReadName, read: NameReader): (NameNumber & { readonly ending: string })[] {
  const other = read(item.originalName);
  if (other?.numbered === null || other?.series !== mine.series) return [];
  return [{ ...other.numbered, ending: endingOf(item.originalName).toLowerCase() }];
}

const endingOf = (name: string): string => /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
const samePatterns = (members: readonly { readonly ending: string }[]): boolean =>
  new Set(members.map(({ ending }) => ending)).size <= 1;

/** How many numbers lie from a to b going up, past the greatest to the least where that is the way. */
const distance = ({ rule }: NameNumber, a: number, b: number): number => {
  const round = rule.to - rule.from + 1;
  return (((b - a) % round) + round) % round;
};

/** The numbers of the run that `here` is in, in the camera's order. */
function runAround(here: NameNumber, numbers: number[]): number[] {
  numbers.sort((a, b) => a - b);
  const at = numbers.indexOf(here.number);
  const nth = (i: number) => numbers[((i % numbers.length) + numbers.length) % numbers.length] ?? here.number;
  let first = at;
  while (at - first + 1 < numbers.length && distance(here, nth(first - 1), nth(first)) <= FARTHEST) first--;
  let last = at;
  while (last - first + 1 < numbers.length && distance(here, nth(last), nth(last + 1)) <= FARTHEST) last++;
  return Array.from({ length: last - first + 1 }, (_, i) => nth(first + i));
}

function missingBetween(here: NameNumber, present: readonly number[]): { missing: number[]; missingCount: number } {
  const { from, to } = here.rule;
  const missing: number[] = [];
  let missingCount = 0;
  present.slice(1).forEach((next, i) => {
    const before = present[i] ?? next;
    const between = distance(here, before, next) - 1;
    missingCount += between;
    for (let k = 1; k <= between && missing.length < MOST_MISSING; k++)
      missing.push(before + k > to ? from + (before + k - to - 1) : before + k);
  });
  return { missing, missingCount };
}

function missingFinding(here: NameNumber, { present, missing, missingCount }: FileNumbering): ContinuityFinding[] {
  if (missingCount === 0) return [];
  const text = (number: number) => String(number).padStart(here.digits, '0');
  const [first = here.number] = present;
  const last = present.at(-1) ?? here.number;
  const message = `Of the ${countText(present.length + missingCount)} numbers from ${text(first)} to ${text(last)} in names like ${here.pattern}, ${countOf(missingCount, 'is', 'are')} not in this library: ${rangesText(missing, text)}. Cameras number photographs in the same run.`;
  return [ofTheFile('missing_member', message, missingCount)];
}

/** `0012, 0014–0016`; a long list is cut. */
function rangesText(numbers: readonly number[], text: (number: number) => string): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] + 1 === number) open[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, MOST_RANGES).map(([a, b]) => (a === b ? text(a) : `${text(a)}–${text(b)}`));
  return shown.join(', ') + (ranges.length > MOST_RANGES ? ' …' : '');
}

/** Chapters of the same recording: the camera cuts long ones into files numbered from 1 (GoPro calls the first one 0). */
function chapterFinding(here: NameNumber, members: readonly NameNumber[]): ContinuityFinding[] {
  const same = members.filter(({ number }) => number === here.number).map(({ chapter }) => chapter ?? 0);
  const chapters = [...new Set(same)].sort((a, b) => a - b);
  const greatest = chapters.at(-1) ?? 0;
  // GOPR0034 is followed by GP010034, GX010034 by GX020034.
  const least = chapters.includes(0) || members.some(({ pattern }) => pattern.startsWith('GP0')) ? 0 : 1;
  const missing: number[] = [];
  for (let chapter = least; chapter < greatest; chapter++) if (!chapters.includes(chapter)) missing.push(chapter);
  if (missing.length === 0) return [];
  const list = rangesText(missing, (chapter) => String(chapter).padStart(2, '0'));
  const message = `Recording ${String(here.number).padStart(here.digits, '0')} was cut into chapters by the camera; of chapters ${least} to ${greatest}, ${list} ${missing.length === 1 ? 'is' : 'are'} not in this library.`;
  return [ofTheFile('missing_member', message, missing.length)];
}
