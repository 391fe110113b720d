import { useEffect, useState } from 'react';
import { useQueryCall } from '../../host/host.ts';
import { type Draft, type DraftStorage, type Drafts, readDrafts, writeDrafts } from './mark-draft.ts';

class MemoryStorage implements DraftStorage {
  readonly #kept = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
}

export interface KeptDrafts {
  readonly drafts: Drafts;
  /** Keys of drafts that were there when the screen opened: kept from before a reload. */
  readonly kept: ReadonlySet<string>;
  put(key: string, draft: Draft): void;
  drop(key: string): void;
}

/** Drafts of sealed libraries: a browser keeps session storage on the disk, in plain. */
const inMemory = new MemoryStorage();

/** Drafts of one item, kept at every change. Mount it anew (by `key`) for another item. */
export function useDrafts(libraryId: string, evidenceId: string): KeptDrafts {
  const sealed = useQueryCall('app.state', {}).data?.open?.sealed !== false;
  const storage = sealed ? inMemory : sessionStorage;
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
