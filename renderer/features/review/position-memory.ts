import type { DraftStorage } from '../../ui/marks/mark-draft.ts';

const KEY = 'aigaq.position';

interface Remembered {
  readonly evidenceId: string;
  /** What the address may say at that moment: what was seen of it, and what it was told since. */
  readonly addresses: readonly (number | null)[];
  readonly frame: number;
}

/** Remembers at once where the reader stands: a page that goes away has no time left to change its address. */
export function rememberPosition(store: DraftStorage, position: Remembered): void {
  store.setItem(KEY, JSON.stringify(position));
}

/**
 * The frame to begin at, given what the address says. The remembered frame is the newer one as long as the address is
 * still one that it was remembered with; any other address was chosen since, and counts.
 */
export function rememberedFrame(store: DraftStorage, evidenceId: string, address: number | null): number | null {
  const text = store.getItem(KEY);
  if (text === null) return address;
  try {
    const kept = JSON.parse(text) as Partial<Remembered>;
    const same = kept.evidenceId === evidenceId && kept.addresses?.includes(address) === true;
    return same && Number.isInteger(kept.frame) ? (kept.frame ?? address) : address;
  } catch {
    return address;
  }
}
