import { type AnnotationShape, isRedaction, type SoundRedaction } from '../../../../../shared/annotation.ts';
import type { PtsOf } from '../../../../../shared/annotation-motion.ts';
import type { Mark } from '../../../../../shared/mark.ts';
import type { RedactionPack } from '../../../../../shared/redaction-pack.ts';
import type { RedactionRecord } from '../schema/burnt-schema.ts';

interface Hiding {
  readonly shapes: readonly AnnotationShape[];
  readonly silenced: readonly SoundRedaction[];
}

/** All that an exhibit hides, in the words of the packs; pictures first, then sound. */
export function redactionRecords(
  { shapes, silenced }: Hiding,
  mark: Mark,
  ptsOf: PtsOf,
  packs: readonly RedactionPack[],
): RedactionRecord[] {
  const place = (n: number) => ({ n, pts: ptsOf(n) });
  const framesOf = ({ from, to }: { from?: number | undefined; to?: number | undefined }) =>
    mark.in === null || mark.out === null
      ? null
      : { from: place(Math.max(from ?? 0, mark.in.n)), to: place(Math.min(to ?? mark.out.n, mark.out.n)) };
  const pictures = shapes.filter(isRedaction).map((shape): RedactionRecord => {
    const { id, kind, form, keys } = shape;
    const regions = keys.map(({ n, x, y, width, height }) => ({ n: n ?? null, x, y, width, height }));
    return { id, kind, ...groundsOf(shape, packs), frames: framesOf(shape), form, regions };
  });
  const sounds = silenced.map(
    (one): RedactionRecord => ({
      ...{ id: one.id, kind: one.kind, ...groundsOf(one, packs) },
      ...{ frames: framesOf(one), form: null, regions: [] },
    }),
  );
  return [...pictures, ...sounds];
}

/** Codes always stand; their words are null where no pack that ships knows them any more. */
function groundsOf(
  { reason, basis }: { readonly reason: string; readonly basis: string },
  packs: readonly RedactionPack[],
): Pick<RedactionRecord, 'reason' | 'basis'> {
  const why = packs.flatMap(({ reasons }) => reasons).find(({ code }) => code === reason);
  const by = packs.flatMap(({ bases }) => bases).find(({ code }) => code === basis);
  return {
    reason: { code: reason, label: why?.label ?? null, needsNativeCheck: why?.needsNativeCheck ?? [] },
    basis: {
      ...{ code: basis, label: by?.label ?? null, needsNativeCheck: by?.needsNativeCheck ?? [] },
      ...{ reference: by?.reference ?? null, ground: by?.ground ?? null },
    },
  };
}
