import { useSyncExternalStore } from 'react';
import type { FramePlace } from './annotation-editor.ts';

/** The frame for a component that shows it. */
export const usePlace = (place: FramePlace): number => useSyncExternalStore(place.subscribe, () => place.n);
