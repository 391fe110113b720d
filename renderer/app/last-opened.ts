import type { EvidenceKind } from '../../shared/evidence.ts';

/** Screens that show one piece of evidence. */
export type Room = 'review' | 'documents';

/** Where an item of a kind is looked at; null for files that are only kept. */
export function roomFor(kind: EvidenceKind): Room | null {
  if (kind === 'video' || kind === 'audio') return 'review';
  if (kind === 'image' || kind === 'document') return 'documents';
  return null;
}

const key = (library: string, room: Room) => `aigaq.last.${library}.${room}`;

export function rememberOpened(library: string, room: Room, evidenceId: string): void {
  localStorage.setItem(key(library, room), evidenceId);
}

export const lastOpened = (library: string, room: Room): string | null => localStorage.getItem(key(library, room));

/** Which item an address shows, if any. */
export function openedBy(path: string): { room: Room; evidenceId: string } | null {
  const [, room, id] = /^\/(review|documents)\/([^/?]+)/.exec(path) ?? [];
  if ((room !== 'review' && room !== 'documents') || id === undefined) return null;
  return { room, evidenceId: decodeURIComponent(id) };
}
