import { useSyncExternalStore } from 'react';
import type { AnnotationEditor } from '../../ui/annotations/annotation-editor.ts';
import type { Position } from './position.ts';

/** Pictures on either side that are silent as well: players are ahead of what they tell, and sound of the picture. */
const GUARD = 15;

/**
 * Whether nothing may be heard here: as exported, sound that is hidden is not. How it will sound instead, such as a tone,
 * is heard in the bundle.
 */
export function useSilenced({ store, doc }: AnnotationEditor, position: Position): boolean {
  const { sound } = doc.annotations;
  const isSilenced = () =>
    store.get().view === 'preview' &&
    sound.some(({ from, to }) => position.n >= from - GUARD && position.n <= to + GUARD);
  const subscribe = (listener: () => void) => {
    const leave = [store.subscribe(listener), position.subscribe(listener)];
    return () => {
      for (const each of leave) each();
    };
  };
  return useSyncExternalStore(subscribe, isSilenced);
}
