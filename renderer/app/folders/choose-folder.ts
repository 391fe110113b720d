import { useSyncExternalStore } from 'react';
import { bridge } from '../../host/bridge.ts';

/** A question to the person that waits for its answer. */
export interface FolderRequest {
  readonly title: string;
  /** Says what the chosen folder is taken for: "Open", "Export here". */
  readonly action: string;
  /** True when a library is looked for: libraries stand out and can be chosen in the list. */
  readonly library: boolean;
  readonly answer: (dir: string | null) => void;
}

let waiting: FolderRequest | null = null;
const listeners = new Set<() => void>();

function ask(request: FolderRequest | null): void {
  waiting = request;
  for (const listener of [...listeners]) listener();
}

/**
 * Asks for a folder: with the system's own chooser where there is one, else with ours.
 * @returns its absolute path, or null when the person changed their mind
 */
export function chooseFolder(title: string, action: string, library = false): Promise<string | null> {
  if (bridge.pickFolder !== null) return bridge.pickFolder(title);
  waiting?.answer(null);
  return new Promise((resolve) => {
    const answer = (dir: string | null) => {
      ask(null);
      resolve(dir);
    };
    ask({ title, action, library, answer });
  });
}

export const useFolderRequest = (): FolderRequest | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
