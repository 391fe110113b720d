import { BESIDE_FILES } from '../presented/beside-files.ts';
import { CELL_FILE } from '../presented/cell-beside.ts';
import { CONTEXT_FILES } from '../presented/presented-files.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';

type Ref = { readonly n: number; readonly md5: string };
type Pictures = { readonly in: Ref; readonly out: Ref; readonly frameMd5: readonly string[] };

/** What of an exhibit's surroundings and companion cannot all be true. */
export function presentedContradictions(exhibit: ExhibitDocument): string[] {
  return [...contextFaults(exhibit), ...besideFaults(exhibit), ...fileFaults(exhibit)];
}

/** Labels and withdrawn numbers are each there once. */
export function numberContradictions({ exhibits, withdrawn = [] }: BundleDocument): string[] {
  const twice = (all: readonly string[]) => [...new Set(all.filter((one, at) => all.indexOf(one) !== at))];
  const labels = [...exhibits, ...withdrawn].map(labelOf);
  const numbers = [...exhibits, ...withdrawn].map(({ number }) => number);
  return [
    ...twice(labels).map((label) => `data/bundle.json gives the number ${label} twice.`),
    ...twice(numbers).map((number) => `data/bundle.json gives the folder ${number} twice.`),
  ];
}

function contextFaults({ context, in: first, out: last, burnt }: ExhibitDocument): string[] {
  const stated = [context?.before, context?.after].filter((side) => side !== undefined && !('omitted' in side));
  if (stated.length === 0) return [];
  if (first === null || last === null) return ['it has surroundings without an interval'];
  const [before, after] = [context?.before, context?.after];
  const faults = (burnt?.redactions.length ?? 0) > 0 ? ['it hides something and shows its surroundings'] : [];
  if (before !== undefined && !('omitted' in before)) {
    faults.push(...pictureFaults(before, 'the surroundings before it'));
    if (before.out.n !== first.n - 1) faults.push('the surroundings before it do not end right before it');
  }
  if (after !== undefined && !('omitted' in after)) {
    faults.push(...pictureFaults(after, 'the surroundings after it'));
    if (after.in.n !== last.n + 1) faults.push('the surroundings after it do not begin right after it');
  }
  return faults;
}

function pictureFaults({ in: first, out: last, frameMd5 }: Pictures, what: string): string[] {
  if (frameMd5.length !== last.n - first.n + 1) return [`${what} span another number of frames than they list`];
  const ends = frameMd5[0] === first.md5 && frameMd5.at(-1) === last.md5;
  return ends ? [] : [`${what} begin or end with another picture than stated`];
}

function besideFaults({ beside, frameCount, burnt }: ExhibitDocument): string[] {
  if (beside === undefined || 'omitted' in beside) return [];
  const { frames, in: first, out: last } = beside;
  const shown = frames.filter((frame) => frame !== null);
  const within = shown.every((frame, at) => frame >= (shown[at - 1] ?? first.n) && frame <= last.n);
  return [
    ...pictureFaults(beside, 'the recording beside it'),
    ...((burnt?.redactions.length ?? 0) > 0 ? ['it hides something and is shown beside another recording'] : []),
    ...(frames.length === frameCount ? [] : ['it does not state one frame beside each of its pictures']),
    ...(within && shown.length > 0 ? [] : ['frames beside it are not in order or not in the clip']),
  ];
}

/** What is stated has its file, and no such file is there unsaid. */
function fileFaults({ context, beside, cell, files }: ExhibitDocument): string[] {
  const made = (part: object | undefined) => part !== undefined && !('omitted' in part);
  const expected = [
    ...(made(context?.before) ? [CONTEXT_FILES.before] : []),
    ...(made(context?.after) ? [CONTEXT_FILES.after] : []),
    ...(made(beside) ? Object.values(BESIDE_FILES) : []),
    ...(made(cell) ? [CELL_FILE] : []),
  ];
  const roles = ['context', 'beside', 'companion', 'labels', 'cell'];
  const listed = files.filter(({ role }) => roles.includes(role)).map(({ path }) => path);
  const same = expected.sort().join() === listed.sort().join();
  return same ? [] : ['its surroundings or companion are not the files that it lists'];
}
