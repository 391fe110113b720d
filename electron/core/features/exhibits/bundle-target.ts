import { isAbsolute, relative } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { ExportOptions } from '../../../../shared/exhibit.ts';
import { assertFreeFile, encrypterFor } from '../../store/outgoing-archive.ts';
import { assertFreeFolder } from '../../store/outgoing-folder.ts';

export type ExportInput = ExportOptions & { readonly out: string };

type Target = Pick<ExportInput, 'out' | 'zip' | 'encryptTo'>;

export const isArchive = ({ zip, encryptTo }: Target): boolean => zip || encryptTo.length > 0;

/** Where the bundle will be: an archive gets the ending that says what it is, unless its name has it. */
export function targetOf(target: Target): string {
  if (!isArchive(target)) return target.out;
  const ending = target.encryptTo.length > 0 ? '.zip.age' : '.zip';
  return target.out.toLowerCase().endsWith(ending) ? target.out : `${target.out}${ending}`;
}

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
}
