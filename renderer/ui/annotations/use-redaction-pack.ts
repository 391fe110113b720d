import type { RedactionBasis, RedactionPack, RedactionReason } from '../../../shared/redaction-pack.ts';
import { useQueryCall } from '../../host/query-call.ts';

/** Reasons and bases that a redaction may name. */
export interface RedactionChoices {
  readonly reasons: readonly RedactionReason[];
  readonly bases: readonly RedactionBasis[];
}

const NONE: readonly RedactionPack[] = [];

/** Those of all packs that ship. */
export function useRedactionPack(): RedactionChoices {
  const packs = useQueryCall('annotations.packs', {}).data ?? NONE;
  return { reasons: packs.flatMap((pack) => pack.reasons), bases: packs.flatMap((pack) => pack.bases) };
}
