import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { WriteFilm } from '../../../media/burn-films.ts';
import type { BurnLayer } from '../../../media/burn-graph.ts';
import type { ExhibitFile, Recipe } from '../schema/bundle-schema.ts';
import type { ClipInput } from './clip-input.ts';

/** Writes the films that are burnt into the clips of one exhibit, each once, and tells of them as its files. */
export interface FilmWriter {
  readonly write: WriteFilm;
  fileOf(layer: BurnLayer): ExhibitFile;
}

interface Written {
  readonly sha256: string;
  readonly bytes: number;
}

export function filmWriter(input: ClipInput): FilmWriter {
  const { folder, base } = input;
  const written = new Map<string, Written>();
  return {
    async write(name, parts) {
      // A clip and its clean twin hide by the same masks: what the first run wrote is what the second one reads.
      if (!written.has(name)) {
        const counted = counting(parts);
        await folder.write(`${base}/${name}`, counted.parts());
        written.set(name, counted.result());
      }
      return join(folder.partialDir, base, name);
    },
    fileOf: (layer) => filmFile(input, layer, written.get(layer.name)),
  };
}

/** Hashes a file while it is written. */
function counting(parts: AsyncIterable<Uint8Array>): { parts(): AsyncIterable<Uint8Array>; result(): Written } {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async *parts() {
      for await (const part of parts) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    },
    result: () => ({ sha256: hash.digest('hex'), bytes }),
  };
}

const FORM = 'QuickTime; a PNG for each frame at which it changes, at its time in the clip';

function filmFile({ exhibit, maker }: ClipInput, layer: BurnLayer, written: Written | undefined): ExhibitFile {
  const { name, look, at } = layer;
  if (written === undefined) throw new Error(`${name} was burnt in and not written`);
  const { aigaq, canvas } = maker.versions;
  const recipe: Recipe = {
    tools: look === null ? { aigaq, canvas } : { aigaq },
    input: { ORIGINAL: exhibit.evidence.sha256 },
    options: { form: FORM, ...hidesOf(layer), ...(at === undefined ? {} : at) },
  };
  const role = look !== null ? 'mask' : at === undefined ? 'notes' : 'burn-in';
  return { path: name, role, ...written, recipe };
}

function hidesOf({ look }: BurnLayer): NonNullable<Recipe['options']> {
  if (look === null) return {};
  return { hides: look.kind, ...(look.kind === 'solid' ? {} : { cell: look.cell }) };
}
