import type { ExportWarning, PresentedExhibit, Profile } from '../../../../../shared/exhibit.ts';
import { differingPairs } from '../exhibit/differing-marks.ts';
import type { PreparedExhibit } from '../exhibit/exhibit-folder.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/** What a person should look at before a bundle is handed on, one sentence for each; none of it stops an export. */
export function exportWarnings(
  deps: Pick<ExhibitDeps, 'annotations'>,
  exhibits: readonly PresentedExhibit[],
  prepared: readonly PreparedExhibit[],
  profile: Profile,
): ExportWarning[] {
  return [...differing(deps, exhibits), ...(profile === 'public' ? untreatedSound(prepared) : [])];
}

function differing(deps: Pick<ExhibitDeps, 'annotations'>, exhibits: readonly PresentedExhibit[]): ExportWarning[] {
  return differingPairs(deps, exhibits).map(({ numbers, frames }) => {
    const where = frames === null ? 'the same page' : `the same pictures (frames ${frames[0]} to ${frames[1]})`;
    const message = `Exhibits ${numbers[0]} and ${numbers[1]} cover ${where} and do not hide the same: what one hides, the other may show. Look at both before you hand them on.`;
    return { code: 'redactions_differ', exhibits: numbers, message };
  });
}

function untreatedSound(prepared: readonly PreparedExhibit[]): ExportWarning[] {
  const numbers = prepared.filter(({ sound }) => sound === 'untreated').map(({ exhibit }) => exhibit.label);
  if (numbers.length === 0) return [];
  const message = `The clips of these public exhibits have sound, and nothing of it was hidden: ${numbers.join(', ')}. Voices can be recognised and names can be heard. Listen to each of them before you publish.`;
  return [{ code: 'sound_untreated', exhibits: numbers, message }];
}
