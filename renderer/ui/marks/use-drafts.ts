import { useEffect, useState } from 'react';
import { useLibraryStorage } from '../../host/host.ts';
import { type Draft, type Drafts, readDrafts, writeDrafts } from './mark-draft.ts';

export interface KeptDrafts {
  readonly drafts: Drafts;
  /** Keys of drafts that were there when the screen opened: kept from before a reload. */
  readonly kept: ReadonlySet<string>;
  put(key: string, draft: Draft): void;
  drop(key: string): void;
}

/** Drafts of one item, kept at every change. Mount it anew (by `key`) for another item. */
export function useDrafts(libraryId: string, evidenceId: string): KeptDrafts {
  const storage = useLibraryStorage(sessionStorage);
  const [drafts, setDrafts] = useState<Drafts>(() => readDrafts(storage, libraryId, evidenceId));
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set(Object.keys(drafts)));
  useEffect(() => writeDrafts(storage, libraryId, evidenceId, drafts), [storage, libraryId, evidenceId, drafts]);
  return {
    drafts,
    kept,
    put: (key, draft) => setDrafts((all) => ({ ...all, [key]: draft })),
    drop: (key) => {
      setDrafts(({ [key]: _gone, ...rest }) => rest);
      setKept((all) => new Set([...all].filter((each) => each !== key)));
    },
  };
}
