import { type AnnotationShape, isRedaction, type SoundRedaction } from '../../../../../shared/annotation.ts';
import type { PtsOf } from '../../../../../shared/annotation-motion.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { Exhibit } from '../../../../../shared/exhibit.ts';
import type { Mark } from '../../../../../shared/mark.ts';
import { type Burning, notesOf } from '../../../media/burn-picture.ts';
import { loadPictureCanvas, type OpenCanvas } from '../../../media/picture-canvas.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { BurntRecord } from '../schema/burnt-schema.ts';
import { redactionRecords } from './redaction-record.ts';

/** What is burnt into the files of one exhibit. Asked for once for each, so that all of them hide the same. */
export interface ExhibitBurning extends Burning {
  readonly record: BurntRecord;
  readonly ptsOf: PtsOf;
}

type Sources = Pick<ExhibitDeps, 'annotations' | 'media' | 'resourcesDir'>;

/**
 * The annotations of an exhibit's mark, as far as they lie in it; null where there are none.
 * @throws AppError redaction_not_burnt when something is hidden in a way that fits no picture of the mark
 */
export async function burningOf(deps: Sources, { mark, evidence }: Exhibit): Promise<ExhibitBurning | null> {
  const { shapes, silenced } = insideOf(deps, mark);
  if (shapes.length + silenced.length === 0) return null;
  const pts = mark.in === null ? [] : (await deps.media.index(evidence.sha256)).pts;
  const ptsOf = (n: number) => pts[n] ?? 0;
  const redactions = redactionRecords({ shapes, silenced }, mark, ptsOf, deps.annotations.packs);
  const record = { redactions, notes: notesOf(shapes).length };
  return { shapes, silenced, ptsOf, record, openCanvas: lazyCanvas(deps.resourcesDir) };
}

/** Ids of what an exhibit hides. @throws AppError redaction_not_burnt, library_damaged */
export function hiddenIn(deps: Sources, { mark }: Exhibit): string[] {
  const { shapes, silenced } = insideOf(deps, mark);
  return [...shapes.filter(isRedaction), ...silenced].map(({ id }) => id);
}

/**
 * Says at once what must not leave the library together: an original shows all that its exhibit hides.
 * @throws AppError redaction_not_burnt
 */
export function assertOriginalsMayGo(hiding: readonly { readonly title: string; readonly redactions: number }[]): void {
  const first = hiding.find(({ redactions }) => redactions > 0);
  if (first === undefined) return;
  const text = `“${first.title}” hides something, and its untouched original would show it. Export without originals, or leave this mark out. Nothing was exported.`;
  throw new AppError('redaction_not_burnt', text, { title: first.title });
}

/** What lies in the mark. A shape that reaches beyond it, because the mark was made shorter, hides what is left of it. */
function insideOf(
  { annotations }: Sources,
  mark: Mark,
): { shapes: readonly AnnotationShape[]; silenced: readonly SoundRedaction[] } {
  const { shapes, sound } = annotations.get(mark.id).annotations;
  const [first, last] = [mark.in?.n ?? null, mark.out?.n ?? null];
  if (first === null || last === null) {
    const misplaced = [...shapes.filter(isRedaction).filter(({ from }) => from !== undefined), ...sound];
    if (mark.page === null && shapes.length > 0) misplaced.push(...shapes.filter(isRedaction));
    if (misplaced.length > 0) throw misfit(mark, misplaced);
    return { shapes: shapes.filter(({ from }) => from === undefined), silenced: [] };
  }
  const frameless = shapes.filter(isRedaction).filter(({ from, to }) => from === undefined || to === undefined);
  if (frameless.length > 0) throw misfit(mark, frameless);
  const meets = ({ from, to }: Pick<AnnotationShape, 'from' | 'to'>) =>
    from !== undefined && to !== undefined && from <= last && to >= first;
  const cut = (one: SoundRedaction) => ({ ...one, from: Math.max(one.from, first), to: Math.min(one.to, last) });
  return { shapes: shapes.filter(meets), silenced: sound.filter(meets).map(cut) };
}

function misfit({ id, title }: Mark, redactions: readonly { readonly id: string }[]): AppError {
  const ids = redactions.map((one) => one.id);
  const text = `“${title}” hides something in a way that does not fit it any more (${ids.join(', ')}), so it cannot be burnt in. Nothing was exported; correct or remove these redactions, or leave the mark out.`;
  return new AppError('redaction_not_burnt', text, { markId: id, redactions: ids });
}

/** The canvas is native code of many megabytes: loaded when something is drawn. */
export function lazyCanvas(resourcesDir: string): OpenCanvas {
  let open: OpenCanvas | null = null;
  return (width, height) => {
    open ??= loadPictureCanvas(resourcesDir);
    return open(width, height);
  };
}
