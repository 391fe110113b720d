import { type AgeKeyProblem, ageKeyProblem } from '../../../shared/age-key.ts';
import { MOST_RECIPIENTS } from '../../../shared/exhibit.ts';
import { parseVolumeSize } from '../../../shared/volume-size.ts';
import type { ExportForm } from './export-form.ts';

export type KeyProblem =
  | { readonly key: AgeKeyProblem; readonly line: number }
  | { readonly key: 'many'; readonly count: number };

/** What a person typed about the form of the bundle, read; a problem stands beside the field that it is about. */
export interface Packing {
  readonly zip: boolean;
  readonly encryptTo: string[];
  /** Bytes; undefined for a bundle of any size. */
  readonly volumeSize: number | undefined;
  readonly keyProblem: KeyProblem | null;
  readonly sizeProblem: boolean;
  /** True when all of it can be used; an enciphered archive needs a key. */
  readonly ready: boolean;
}

/** Keys as pasted, one a line; empty lines and repeated keys say nothing. */
function readKeys(text: string): { keys: string[]; problem: KeyProblem | null } {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    const key = line === '' ? null : ageKeyProblem(line);
    if (key !== null) return { keys: [], problem: { key, line: at + 1 } };
  }
  const keys = [...new Set(lines.filter((line) => line !== ''))];
  const many = keys.length > MOST_RECIPIENTS;
  return { keys, problem: many ? { key: 'many', count: MOST_RECIPIENTS } : null };
}

export function readPacking(
  { packing, volumeSize }: Pick<ExportForm, 'packing' | 'volumeSize'>,
  recipients: string,
): Packing {
  const { keys, problem } = packing === 'age' ? readKeys(recipients) : { keys: [], problem: null };
  const limited = volumeSize.trim() !== '';
  const size = limited ? parseVolumeSize(volumeSize) : null;
  const sizeProblem = limited && size === null;
  return {
    zip: packing === 'zip',
    encryptTo: keys,
    volumeSize: size ?? undefined,
    keyProblem: problem,
    sizeProblem,
    ready: problem === null && !sizeProblem && (packing !== 'age' || keys.length > 0),
  };
}
