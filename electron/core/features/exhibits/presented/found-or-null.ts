import { AppError } from '../../../../../shared/errors.ts';

/** What has this id, or null where it is not in the library any more. @throws whatever else `find` throws */
export function foundOrNull<T>(find: (id: string) => T, id: string): T | null {
  try {
    return find(id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
