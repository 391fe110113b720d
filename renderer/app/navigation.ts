import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { EvidenceKind } from '../../shared/evidence.ts';
import type { Mark } from '../../shared/mark.ts';
import { roomFor } from './last-opened.ts';
import { besideIds } from './search-params.ts';

/** Something that has a room of its own: an {@link Item} or just its two telling fields. */
interface Shown {
  readonly id: string;
  readonly kind: EvidenceKind;
}

/** Ways to go somewhere that more than one screen needs. */
export interface Go {
  /** Opens a recording in Review, a document in Documents, and selects anything else in the library. */
  evidence(item: Shown): void;
  /** Opens a recording in Review with its clock. */
  clock(item: Pick<Shown, 'id'>): void;
  /** Opens the evidence of a mark at the mark. */
  mark(mark: Pick<Mark, 'id' | 'evidenceId' | 'page'>): void;
  /** Shows an item's details in the library, or only the items of a place. */
  library(search?: { item?: string; place?: string }): void;
  exhibits(mark?: string): void;
  custody(): void;
}

export function useGo(): Go {
  const navigate = useNavigate();
  return useMemo<Go>(
    () => ({
      evidence: ({ id, kind }) => {
        const room = roomFor(kind);
        if (room === 'review') void navigate({ to: '/review/$evidenceId', params: { evidenceId: id } });
        else if (room === 'documents') void navigate({ to: '/documents/$evidenceId', params: { evidenceId: id } });
        else void navigate({ to: '/library', search: { item: id } });
      },
      clock: ({ id }) =>
        void navigate({ to: '/review/$evidenceId', params: { evidenceId: id }, search: { panel: 'clock' } }),
      mark: ({ id, evidenceId, page }) => {
        const to = page === null ? '/review/$evidenceId' : '/documents/$evidenceId';
        void navigate({ to, params: { evidenceId }, search: { mark: id } });
      },
      library: (search = {}) => void navigate({ to: '/library', search }),
      exhibits: (mark) => void navigate({ to: '/exhibits', search: mark === undefined ? {} : { mark } }),
      custody: () => void navigate({ to: '/custody' }),
    }),
    [navigate],
  );
}

/** What the address asks a screen to show. */
export interface Target {
  readonly evidenceId: string | null;
  readonly frame: number | null;
  readonly page: number | null;
  readonly mark: string | null;
  /** Recordings shown beside the open one. */
  readonly beside: readonly string[];
  /** Side of the inspector to begin with. */
  readonly panel: string | null;
}

/** Reads the address of Review, Documents or Exhibits; null for what it does not say. */
export function useTarget(): Target {
  const params = useParams({ strict: false });
  const search = useSearch({ strict: false });
  return {
    evidenceId: params.evidenceId ?? null,
    frame: search.frame ?? null,
    page: search.page ?? null,
    mark: search.mark ?? null,
    beside: besideIds(search),
    panel: search.panel ?? null,
  };
}
