import { type FrameSpan, spanAfter, spanBefore } from '../../../../../shared/context-span.ts';
import type { PresentedExhibit, Profile } from '../../../../../shared/exhibit.ts';
import { chosenText } from '../../../../../shared/exhibit-recipe.ts';
import type { Language } from '../../../../../shared/violation.ts';
import type { ContextSide, PresentedRecord } from '../schema/presented-schema.ts';
import { besideFacts } from './beside-facts.ts';
import { cellFacts } from './cell-beside.ts';
import { hiddenNear, hidesSomething } from './hidden-near.ts';
import { type FactDeps, picturesOf } from './stated-pictures.ts';

/** What the recipe of an exhibit adds to what it states, in the language of the bundle. */
export async function presentedFacts(
  deps: FactDeps,
  exhibit: PresentedExhibit,
  { lang, profile }: { readonly lang: Language; readonly profile: Profile },
  signal: AbortSignal,
): Promise<PresentedRecord> {
  const { recipe, group, label } = exhibit;
  const [caption, narrative] = [chosenText(recipe.caption, lang), chosenText(recipe.narrative, lang)];
  const context = await contextFacts(deps, exhibit, signal);
  const beside = await besideFacts(deps, exhibit, profile, signal);
  const cell = cellFacts(deps, exhibit, profile);
  return {
    label,
    ...(group === null ? {} : { group: group.title }),
    ...(caption === null ? {} : { caption }),
    ...(narrative === null ? {} : { narrative }),
    ...(context === null ? {} : { context }),
    ...(beside === null ? {} : { beside }),
    ...(cell === null ? {} : { cell }),
  };
}

async function contextFacts(
  deps: FactDeps,
  exhibit: PresentedExhibit,
  signal: AbortSignal,
): Promise<PresentedRecord['context'] | null> {
  const { mark, evidence, recipe } = exhibit;
  if (mark.in === null || mark.out === null || recipe.before + recipe.after === 0) return null;
  const index = await deps.media.index(evidence.sha256);
  const side = (seconds: number, span: FrameSpan | null) => contextSide(deps, exhibit, seconds, span, signal);
  return {
    ...(recipe.before === 0 ? {} : { before: await side(recipe.before, spanBefore(index, mark.in.n, recipe.before)) }),
    ...(recipe.after === 0 ? {} : { after: await side(recipe.after, spanAfter(index, mark.out.n, recipe.after)) }),
  };
}

async function contextSide(
  deps: FactDeps,
  { mark, evidence }: PresentedExhibit,
  seconds: number,
  span: FrameSpan | null,
  signal: AbortSignal,
): Promise<ContextSide> {
  if (hidesSomething(deps, mark)) return { omitted: 'hides' };
  if (span === null) return { omitted: 'edge' };
  if (hiddenNear(deps, evidence.id, span)) return { omitted: 'hidden-near' };
  return { seconds, ...(await picturesOf(deps, evidence.sha256, span, signal)) };
}
