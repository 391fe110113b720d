import { Navigate } from '@tanstack/react-router';
import type { FunctionComponent } from 'react';
import { useQueryCall } from '../host/query-call.ts';
import { lastOpened, type Room, roomFor } from './last-opened.ts';
import { screens } from './screens.tsx';
import { useOpenLibrary } from './use-open-library.ts';

/** The item that was looked at last in this room, as long as the library still has it. */
function useLast(room: Room): { asking: boolean; evidenceId: string | null } {
  const library = useOpenLibrary();
  const items = useQueryCall('evidence.list', {});
  const id = library === null ? null : lastOpened(library.id, room);
  const item = items.data?.find((each) => each.id === id && roomFor(each.kind) === room);
  return { asking: items.isPending, evidenceId: item?.id ?? null };
}

/** `/review` without an item: the last one, or the screen's own words on how to choose one. */
export function LastRecording() {
  const { asking, evidenceId } = useLast('review');
  const Screen: FunctionComponent = screens.review;
  if (asking) return null;
  if (evidenceId === null) return <Screen />;
  return <Navigate to="/review/$evidenceId" params={{ evidenceId }} replace />;
}

export function LastDocument() {
  const { asking, evidenceId } = useLast('documents');
  const Screen: FunctionComponent = screens.documents;
  if (asking) return null;
  if (evidenceId === null) return <Screen />;
  return <Navigate to="/documents/$evidenceId" params={{ evidenceId }} replace />;
}
