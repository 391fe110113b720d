import { useState } from 'react';
import type { Details } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';
import { useMutationCall } from '../../host/host.ts';

/** Ways to write a missing fact. Failures stay beside the editor: `error` holds the last one. */
export interface SaveFact {
  readonly busy: boolean;
  readonly error: unknown;
  /** Writes details of one or several recordings. */
  readonly details: (ids: string[], details: Details) => Promise<void>;
  /** Describes a place; then, when `use` is given, has recordings or single marks refer to it. */
  readonly place: (place: Pick<Place, 'code' | 'name' | 'address'>, use: PlaceUse) => Promise<void>;
}

/** What shall refer to a place that was described: nothing (it is referred to already), recordings, or marks. */
export type PlaceUse =
  | { readonly by: 'nothing' }
  | { readonly by: 'recordings'; readonly ids: string[] }
  | { readonly by: 'marks'; readonly ids: string[] };

const quiet = { meta: { quiet: true } } as const;

/** @param onSaved called after everything was written */
export function useSaveFact(onSaved: () => void): SaveFact {
  const evidence = useMutationCall('evidence.set', quiet);
  const places = useMutationCall('places.set', quiet);
  const marks = useMutationCall('marks.update', quiet);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      onSaved();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    details: (ids, details) => attempt(async () => void (await evidence.mutateAsync({ ids, details }))),
    place: ({ code, name, address }, use) =>
      attempt(async () => {
        await places.mutateAsync({ code, name: name ?? '', address: address ?? '' });
        if (use.by === 'recordings') await evidence.mutateAsync({ ids: use.ids, details: { place: code } });
        if (use.by === 'marks') for (const id of use.ids) await marks.mutateAsync({ id, place: code });
      }),
  };
}
