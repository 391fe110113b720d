import { clockOf, commonClock } from '../../../../../shared/common-clock.ts';
import type { Item } from '../../../../../shared/evidence.ts';
import type { PresentedExhibit, Profile } from '../../../../../shared/exhibit.ts';
import type { DecodedIndex } from '../../../media/decoded-index.ts';
import { planPair } from '../../../media/pair-plan.ts';
import type { BesideRecord } from '../schema/presented-schema.ts';
import { foundOrNull } from './found-or-null.ts';
import { hiddenNear, hidesSomething } from './hidden-near.ts';
import { type FactDeps, picturesOf } from './stated-pictures.ts';

/** What an exhibit states of the recording beside it; null where none was chosen. */
export async function besideFacts(
  deps: FactDeps,
  exhibit: PresentedExhibit,
  profile: Profile,
  signal: AbortSignal,
): Promise<BesideRecord | null> {
  const { mark, evidence, recipe } = exhibit;
  if (recipe.companion === null || mark.in === null || mark.out === null) return null;
  const companion = foundOrNull((id) => deps.evidence.get(id), recipe.companion);
  if (companion === null) return { omitted: 'gone' };
  if (hidesSomething(deps, mark)) return { omitted: 'hides' };
  if (companion.kind !== 'video') return { omitted: 'no-pictures' };
  const [index, other] = [await deps.media.index(evidence.sha256), await deps.media.index(companion.sha256)];
  const clock = clockOfPair([evidence, index], [companion, other]);
  if (clock === null) return { omitted: 'no-clock' };
  const plan = planPair({ index, first: mark.in.n, last: mark.out.n }, other, clock);
  if (typeof plan === 'string') return { omitted: plan };
  if (hiddenNear(deps, companion.id, plan)) return { omitted: 'hidden-near' };
  const { id, sha256, originalName, bytes } = companion;
  const [ownAssumed = false, otherAssumed = false] = clock.assumed;
  return {
    companion: { id, sha256, originalName: profile === 'court' ? originalName : null, bytes },
    ...(await picturesOf(deps, sha256, plan, signal)),
    zone: clock.zone,
    assumed: [ownAssumed, otherAssumed],
    frames: [...plan.frames],
  };
}

type Clocked = readonly [item: Pick<Item, 'timing' | 'recorded'>, index: DecodedIndex];

/** Both recordings on one clock; null when one of them has no time of day. */
export function clockOfPair([item, index]: Clocked, [otherItem, otherIndex]: Clocked) {
  const own = clockOf(item, index.pts[0] ?? 0);
  const other = clockOf(otherItem, otherIndex.pts[0] ?? 0);
  if (own === null || other === null) return null;
  return commonClock([
    { clock: own, index },
    { clock: other, index: otherIndex },
  ]);
}
