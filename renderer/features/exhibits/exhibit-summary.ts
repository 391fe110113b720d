import type { Exhibit } from '../../../shared/exhibit.ts';

export interface ExhibitSummary {
  readonly total: number;
  /** Exhibits with every fact of the gate. */
  readonly ready: number;
  /** Exhibits that an export would write with the present options. */
  readonly leaving: number;
  /** Different originals behind those that would be written, and their size together. */
  readonly originals: number;
  readonly originalBytes: number;
}

/** What an export would hold. Several exhibits of one recording carry its original once. */
export function summarise(exhibits: readonly Exhibit[], allowIncomplete: boolean): ExhibitSummary {
  const ready = exhibits.filter((exhibit) => exhibit.missing.length === 0);
  const leaving = allowIncomplete ? exhibits : ready;
  const sizes = new Map(leaving.map((exhibit) => [exhibit.evidence.sha256, exhibit.evidence.bytes]));
  return {
    total: exhibits.length,
    ready: ready.length,
    leaving: leaving.length,
    originals: sizes.size,
    originalBytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}
