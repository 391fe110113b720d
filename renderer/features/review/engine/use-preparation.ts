import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import { isOver, type Job } from '../../../../shared/job.ts';
import type { Preparation } from '../../../../shared/preparation.ts';
import { call } from '../../../host/client.ts';
import { useEvent } from '../../../host/event-hub.ts';
import { useJob } from '../../../host/job-feed.ts';
import { useSame } from '../../../ui/viewer/use-same.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import { type Position, useOfFrame } from '../position.ts';
import { chunkOf, frameMade } from './proxy-chunks.ts';

/** What there is for quick review of the open recording, kept current while it is being made. */
export interface PreparationState {
  /** Null until the core has answered. */
  readonly preparation: Preparation | null;
  /** The job that makes what is missing, while it is queued or runs, or after it failed. */
  readonly job: Job | null;
  /** The core refused to prepare it. */
  readonly error: unknown;
  /** Asks once more after a failure. */
  retry(): void;
}

interface PreparationOptions {
  readonly item: Item;
  /** Where the reader stands; null for a recording without pictures. */
  readonly position: Position | null;
  /** Asks for a proxy of a recording that the browser should decode but does not. */
  readonly wantProxy: boolean;
}

/** How long the reader must stand in a part that is missing before it is asked for first. */
const STANDS_MS = 400;

/** Has the recording prepared when it is opened, and the part that the reader stands in before the rest. */
export function usePreparation({ item, position, wantProxy }: PreparationOptions): PreparationState {
  const [preparation, setPreparation] = useState<Preparation | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asked = useRef(0);
  const { id, pending } = item;

  const here = () => position?.n ?? null;
  const ask = async (near: number | null) => {
    const mine = ++asked.current;
    try {
      const answer = await call('evidence.prepare', { id, proxy: wantProxy, ...(near === null ? {} : { near }) });
      if (mine !== asked.current) return;
      setPreparation(answer);
      setError(null);
    } catch (failure) {
      if (mine === asked.current) setError(failure);
    }
  };
  // Deliberately not awaited, both: failures are told by the state. Once the whole stream is decoded (`_pending` ends)
  // there is more to prepare, so it is asked again.
  const begin = useEffectEvent((_id: string, _pending: boolean, _proxy: boolean) => void ask(here()));
  const hurry = useEffectEvent((near: number) => void ask(near));
  useEffect(() => begin(id, pending, wantProxy), [id, pending, wantProxy]);
  useEvent('prepared', (event) => {
    if (event.evidenceId === id) setPreparation(event.preparation);
  });

  const proxy = preparation?.proxy ?? null;
  const missing = useOfFrame(position, (n) =>
    proxy === null || frameMade(proxy, n) ? null : chunkOf(proxy, n) * proxy.chunkFrames,
  );
  useEffect(() => {
    if (missing === null) return;
    const timer = setTimeout(() => hurry(missing), STANDS_MS);
    return () => clearTimeout(timer);
  }, [missing]);

  const known = useJob(preparation?.jobId ?? null);
  const job = known === undefined || (isOver(known) && known.state !== 'failed') ? null : known;
  const { retry } = useStableActions({ retry: () => void ask(here()) });
  return useSame({ preparation, job, error, retry });
}
