import { isAbsolute, relative } from 'node:path';
import { AppError } from '../../../../../shared/errors.ts';
import type { ExportOptions, Profile } from '../../../../../shared/exhibit.ts';
import { assertFreeFile, encrypterFor } from '../../../store/outgoing-archive.ts';
import { assertFreeFolder, assertNoVolumes } from '../../../store/outgoing-folder.ts';

export type ExportInput = ExportOptions & { readonly out: string };

type Target = Pick<ExportInput, 'out' | 'zip' | 'encryptTo'>;

export const isArchive = ({ zip, encryptTo }: Target): boolean => zip || encryptTo.length > 0;

const endingOf = (target: Target): string =>
  isArchive(target) ? (target.encryptTo.length > 0 ? '.zip.age' : '.zip') : '';

/** Where the bundle will be, without the ending that says what it is. */
const nameOf = (target: Target): string => {
  const ending = endingOf(target);
  const named = ending !== '' && target.out.toLowerCase().endsWith(ending);
  return named ? target.out.slice(0, -ending.length) : target.out;
};

/** Where the bundle will be: an archive gets the ending that says what it is, unless its name has it. */
export const targetOf = (target: Target): string =>
  nameOf(target) === target.out ? `${target.out}${endingOf(target)}` : target.out;

/** Where volume `number` of `count` will be. */
export const volumeTarget = (target: Target, number: number, count: number): string =>
  `${nameOf(target)}-${number}of${count}${endingOf(target)}`;

/**
 * Says at once what is wrong with the place or the recipients.
 * @throws AppError invalid_input, folder_not_empty, folder_not_writable
 */
export async function assertTarget(input: ExportInput, libraryDir: string): Promise<void> {
  if (!isAbsolute(input.out)) {
    throw new AppError('invalid_input', `${input.out} is no full path. Name the bundle's folder from the top.`, {});
  }
  const inside = relative(libraryDir, input.out);
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
    const text = `${input.out} is inside the library. Choose a folder elsewhere, so that the library stays as it is.`;
    throw new AppError('invalid_input', text, { out: input.out });
  }
  encrypterFor(input.encryptTo);
  const target = targetOf(input);
  if (isArchive(input)) await assertFreeFile(target);
  await assertFreeFolder(target);
  if (input.volumeSize !== undefined) await assertNoVolumes(nameOf(input));
}

/**
 * The exports that are asked for: one, or the court's and the public one of the same selection, named after each other.
 * Originals go with the former alone.
 */
export function twinsOf(input: ExportInput): ExportInput[] {
  if (!input.twin) return [input];
  const ending = endingOf(input);
  const named = (profile: Profile): string => {
    const name = nameOf(input);
    return `${name}-${profile}${name === input.out ? '' : ending}`;
  };
  return [
    { ...input, profile: 'court', out: named('court') },
    { ...input, profile: 'public', out: named('public'), withOriginals: false },
  ];
}
