import type { RedactionBasis, RedactionPack, RedactionReason } from '../../../shared/redaction-pack.ts';
import { useQueryCall } from '../../host/query-call.ts';

/** Reasons and bases that a redaction may name. */
export interface RedactionChoices {
  readonly reasons: readonly RedactionReason[];
  readonly bases: readonly RedactionBasis[];
  /** What a new redaction begins with; null until the packs are known. */
  readonly firstReason: { readonly reason: string; readonly basis: string } | null;
}

const NONE: readonly RedactionPack[] = [];

/** Those of all packs that ship. */
export function useRedactionPack(): RedactionChoices {
  const packs = useQueryCall('annotations.packs', {}).data ?? NONE;
  const reasons = packs.flatMap((pack) => pack.reasons);
  const bases = packs.flatMap((pack) => pack.bases);
  const [first] = reasons;
  const basis = first?.bases[0];
  return { reasons, bases, firstReason: first && basis !== undefined ? { reason: first.code, basis } : null };
}
