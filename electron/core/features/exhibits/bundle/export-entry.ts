import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { keepNumbers } from '../recipe/kept-numbers.ts';
import { recipeKeeper } from '../recipe/recipe-state.ts';
import type { ExportInput } from './bundle-target.ts';
import type { SealedVolume } from './volume-export.ts';

const exhibitsIn = (volumes: readonly SealedVolume[]) =>
  volumes.flatMap(({ contents }) => contents.prepared.map(({ exhibit }) => exhibit));

/**
 * One entry for each bag, in the ledger before a folder gets its name: a bundle that exists is one that the ledger
 * knows. Neither the folder nor anything of this machine is noted, because the ledger goes into later bundles.
 */
export function recordExport(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  input: ExportInput,
  volumes: readonly SealedVolume[],
  operator: string,
): void {
  repo.inTransaction(() => {
    keepNumbers(repo, recipeKeeper(repo, deps.custody, operator), exhibitsIn(volumes));
    for (const [position, { contents, sealed }] of volumes.entries()) {
      const subject = sealed.manifestSha256;
      const details = {
        manifestSha256: subject,
        profile: input.profile,
        lang: input.lang,
        withOriginals: input.withOriginals,
        redactions: redactionCounts(contents.prepared),
        ...(input.twin ? { twin: true } : {}),
        ...(input.encryptTo.length > 0 ? { encryptedTo: [...input.encryptTo] } : {}),
        ...(volumes.length > 1 ? { volume: { number: position + 1, count: volumes.length } } : {}),
        exhibits: contents.prepared.map(({ exhibit: { number, mark, missing } }) => ({
          number,
          markId: mark.id,
          missing,
        })),
      };
      deps.custody.record({ operator, action: 'bundle.exported', subject, details });
    }
  });
}

/** How many redactions of each kind a bundle has, without what and where. */
function redactionCounts(prepared: SealedVolume['contents']['prepared']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { content } of prepared) {
    for (const { kind } of content.facts.burnt?.redactions ?? []) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
