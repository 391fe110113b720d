import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useOpenLibrary } from '../../../app/use-open-library.ts';
import { useLibraryStorage } from '../../../host/host.ts';
import type { OnScreen } from '../engine/use-pictures.ts';
import { type FrameRun, percentOf } from './coverage-ranges.ts';
import { CoverageStore } from './coverage-store.ts';

interface CoverageOptions {
  readonly libraryId: string;
  readonly evidenceId: string;
  readonly index: FrameIndex;
  readonly onScreen: OnScreen;
  /** Recording seconds per second; 0 while it stands still. */
  readonly speed: number;
}

/** Remembers what this person has watched of a recording. It never causes the caller to be drawn again. */
export function useCoverage({ libraryId, evidenceId, index, onScreen, speed }: CoverageOptions): CoverageStore {
  const operator = useOpenLibrary()?.operator ?? '';
  const key = `aigaq.watched.${libraryId}.${evidenceId}.${operator}`;
  const first = useRef(index);
  const storage = useLibraryStorage(localStorage);
  const store = useMemo(() => new CoverageStore(storage, key, first.current), [storage, key]);
  useEffect(() => {
    first.current = index;
    store.renew(index);
  }, [store, index]);
  useEffect(() => {
    let before: number | null = null;
    const look = () => {
      const n = onScreen.frame();
      if (n !== null && n !== before) store.saw(n, speed);
      before = n;
    };
    look();
    return onScreen.subscribe(look);
  }, [store, onScreen, speed]);
  useEffect(() => {
    const save = () => void store.save();
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      store.close();
    };
  }, [store]);
  return store;
}

/** What was watched, and which whole percent of all frames that is, for showing. */
export function useWatched(store: CoverageStore, count: number): { runs: readonly FrameRun[]; percent: number } {
  const runs = useSyncExternalStore(store.subscribe, store.runs);
  return useMemo(() => ({ runs, percent: percentOf(runs, count) }), [runs, count]);
}
