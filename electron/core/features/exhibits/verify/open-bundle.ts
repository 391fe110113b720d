import { join } from 'node:path';
import type { z } from 'zod';
import type { Problem } from '../../../../../shared/custody.ts';
import { readSmallFile } from '../../../store/folder-reader.ts';
import type { BagReport } from '../bag/bag-validator.ts';

const MOST_JSON_BYTES = 256 << 20;

/** A bundle while it is judged: what was found so far, and how to read more of it. */
export interface OpenBundle {
  readonly dir: string;
  readonly bag: BagReport;
  readonly problems: Problem[];
}

/** Reads a document of a bundle, or notes why it cannot be read and answers null. A missing file is noted elsewhere. */
export async function readJson<T>(bundle: OpenBundle, path: string, schema: z.ZodType<T>): Promise<T | null> {
  if (!bundle.bag.entries.some((entry) => entry.path === path)) return null;
  const bytes = await readSmallFile(join(bundle.dir, path), MOST_JSON_BYTES);
  const problem = (message: string): null => {
    bundle.problems.push({ code: 'document', path, message });
    return null;
  };
  if (bytes === null) return problem(`${path} cannot be read.`);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return problem(`${path} is no JSON.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return problem(`${path} is not as its schema says: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
