import { useState } from 'react';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';

/** How loud a recording is heard. */
export interface Sound {
  readonly muted: boolean;
  /** 0 to 1. */
  readonly volume: number;
  toggleMuted(): void;
  setVolume(volume: number): void;
}

const KEY = 'aigaq.volume';

function rememberedVolume(): number {
  const kept = Number(sessionStorage.getItem(KEY) ?? 1);
  return kept >= 0 && kept <= 1 ? kept : 1;
}

/** Loudness and muting; the loudness is kept for the session. */
export function useSound(): Sound {
  const [muted, setMuted] = useState(false);
  const [volume, setVolumeState] = useState(rememberedVolume);
  const actions = useStableActions<Pick<Sound, 'toggleMuted' | 'setVolume'>>({
    toggleMuted: () => setMuted(!muted),
    setVolume: (wanted) => {
      const next = Math.min(1, Math.max(0, wanted));
      setMuted(next === 0);
      if (next === 0) return;
      setVolumeState(next);
      sessionStorage.setItem(KEY, String(next));
    },
  });
  return { muted, volume, ...actions };
}
