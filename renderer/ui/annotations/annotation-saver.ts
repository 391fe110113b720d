import { useMemo } from 'react';
import type { Annotations, MarkAnnotations } from '../../../shared/annotation.ts';
import { call } from '../../host/client.ts';
import { onAppEvent } from '../../host/event-hub.ts';
import { callKey } from '../../host/query-call.ts';
import { queryClient } from '../../host/query-client.ts';
import { createStore } from '../../lib/create-store.ts';
import { byReason, withWaiting } from './missing-reason.ts';

/** What a person made of a mark's annotations and the library has not kept yet. */
export interface Unsaved {
  readonly annotations: Annotations;
  /** Why they could not be kept; null while they are on their way. */
  readonly error: unknown;
}

type AllUnsaved = Readonly<Record<string, Unsaved>>;

/** By mark. It outlives the screens, so that whoever goes elsewhere at once loses nothing. */
const unsaved = createStore<AllUnsaved>({});

/** By mark: redactions without a reason. They go on being seen and asked about wherever somebody was in between. */
const waiting = createStore<Readonly<Record<string, Annotations>>>({});
let queue: Promise<void> = Promise.resolve();
let following = false;

/** What of a mark is not kept yet; null when everything is. */
export const useUnsaved = (markId: string | null): Unsaved | null => {
  const all = unsaved.use();
  return markId === null ? null : (all[markId] ?? null);
};

/** Redactions of a mark that wait for their reason; null when there are none. */
export const useWaiting = (markId: string | null): Annotations | null => {
  const all = waiting.use();
  return markId === null ? null : (all[markId] ?? null);
};

/** Marks of which something is not kept: it waits for its reason, is on its way, or was refused. */
export function usePendingMarks(): ReadonlySet<string> {
  const [first, second] = [unsaved.use(), waiting.use()];
  return useMemo(() => new Set([...Object.keys(first), ...Object.keys(second)]), [first, second]);
}

const unsavedOf = (markId: string): Unsaved | null => unsaved.get()[markId] ?? null;

/** A mark's annotations as they are at this moment, kept or not; null until the library has told them. */
export function currentAnnotations(markId: string): Annotations | null {
  const known = knownOf(markId);
  return known === null ? null : withWaiting(known, waiting.get()[markId] ?? null);
}

/** Without the redactions that wait for their reason. */
function knownOf(markId: string): Annotations | null {
  const known = queryClient.getQueryData<MarkAnnotations>(callKey('annotations.get', { markId }));
  return unsavedOf(markId)?.annotations ?? known?.annotations ?? null;
}

/**
 * Keeps what was made of a mark. Each call is one entry of the ledger and one step of undo, in the order of the calls.
 * A redaction without a reason is refused by the library, so it waits here and holds nothing else back.
 */
export function saveAnnotations(markId: string, annotations: Annotations): void {
  forgetWhenLocked();
  const parts = byReason(annotations);
  wait(markId, parts.waiting);
  if (JSON.stringify(parts.kept) !== JSON.stringify(knownOf(markId))) keep(markId, parts.kept);
}

function wait(markId: string, parts: Annotations): void {
  const isEmpty = parts.shapes.length + parts.sound.length === 0;
  waiting.set(({ [markId]: _before, ...others }) => (isEmpty ? others : { ...others, [markId]: parts }));
}

function keep(markId: string, annotations: Annotations): void {
  put(markId, { annotations, error: null });
  queue = queue.then(() => send(markId, annotations));
}

/** Tries once more to keep what could not be kept. */
export function retrySaving(markId: string): void {
  const refused = unsavedOf(markId);
  if (refused !== null) keep(markId, refused.annotations);
}

/** Goes back to what the library has. */
export const discardUnsaved = (markId: string): void => put(markId, null);

function put(markId: string, next: Unsaved | null): void {
  unsaved.set(({ [markId]: _before, ...others }) => (next === null ? others : { ...others, [markId]: next }));
}

async function send(markId: string, annotations: Annotations): Promise<void> {
  // Whatever came after it is shown by now; only the outcome of the newest is of interest.
  const isNewest = () => unsavedOf(markId)?.annotations === annotations;
  try {
    const kept = await call('annotations.set', { markId, annotations });
    const queryKey = callKey('annotations.get', { markId });
    // An answer on its way may be older than this one.
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, kept);
    if (isNewest()) put(markId, null);
  } catch (error) {
    if (isNewest()) put(markId, { annotations, error });
  }
}

/** Nothing of a locked library may stay on the page. */
function forgetWhenLocked(): void {
  if (following) return;
  following = true;
  onAppEvent((event) => {
    if (event.type !== 'locked') return;
    unsaved.set({});
    waiting.set({});
  });
}
