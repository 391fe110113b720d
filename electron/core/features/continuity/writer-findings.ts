import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { Writers } from './continuity-data.ts';
import { ofTheFile } from './finding-words.ts';
import type { ReadName } from './name-reader.ts';

/** A tag of the file or of a stream; `stream text` for what an encoder left inside the stream. */
export interface NamedTag {
  readonly name: string;
  readonly value: string;
}

const LONGEST_SHOWN = 60;

/** Writers that the file names, of those that the table knows; each group once. */
export function writerFindings(tags: readonly NamedTag[], { usualTags, writers }: Writers): ContinuityFinding[] {
  const told = new Set<string>();
  return writers.flatMap(({ id, group = id, pattern, tags: only, says }) => {
    const where = only ?? usualTags;
    const form = new RegExp(pattern, 'i');
    const tag = tags.find(({ name, value }) => where.includes(name.toLowerCase()) && form.test(value));
    if (tag === undefined || told.has(group)) return [];
    told.add(group);
    return [ofTheFile('writer', `${namesText(tag)} ${says}`)];
  });
}

function namesText({ name, value }: NamedTag): string {
  if (name === 'stream text') return `The stream names “${shown(value)}” as its encoder.`;
  return `The file names “${shown(value)}” as its writer (tag ${name}).`;
}

/** Said of names that a program gives; null for all others. */
export function givenNameFindings(read: ReadName | null): ContinuityFinding[] {
  if (read?.rule.kind !== 'given') return [];
  return [ofTheFile('writer', `The file has a name of the kind that ${read.rule.by}.`)];
}

/** A value out of the file, short and without characters that do not print. */
function shown(value: string): string {
  // x264 writes its whole command line; what it is stands before the first option.
  const plain = (value.split(' - H.26', 1)[0] ?? '').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '�').trim();
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain;
}
