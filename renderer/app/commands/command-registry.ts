import type { Command } from './command.ts';

type Snapshot = readonly Command[];

const groups = new Map<object, readonly Command[]>();
const listeners = new Set<() => void>();
let snapshot: Snapshot = [];
let shape = '';

/** What a person can see of a command; only a change of this is worth redrawing lists for. */
const visible = ({ id, title, keys, enabled, group, hidden }: Command) => [
  id,
  title,
  keys ?? [],
  enabled ?? true,
  group ?? '',
  hidden ?? false,
];

function publish(): void {
  const all = [...groups.values()].flat();
  const next = JSON.stringify(all.map(visible));
  if (next === shape) return;
  shape = next;
  snapshot = all;
  for (const listener of [...listeners]) listener();
}

/** Puts or replaces the commands of one owner. */
export function register(owner: object, commands: readonly Command[]): void {
  groups.set(owner, commands);
  publish();
}

export function unregister(owner: object): void {
  groups.delete(owner);
  publish();
}

/** Owners that were there when somebody went elsewhere, with the address that he left. */
const left = new WeakMap<object, string>();

/** Somebody leaves the screen at this address. It may be shown for a while yet. */
export function leaveScreen(path: string): void {
  for (const owner of groups.keys()) if (!left.has(owner)) left.set(owner, path);
}

/** Commands of the screen at this address and of the frame around it: not of one that is only shown still. */
export const commandsAt = (path: string): Snapshot =>
  [...groups].flatMap(([owner, commands]) => {
    const stays = (left.get(owner) ?? path) === path;
    return stays ? commands : commands.filter(({ id }) => id.startsWith('app.'));
  });

/** Commands as they are now, the latest registered owner last. */
export const currentCommands = (): Snapshot => [...groups.values()].flat();

/** Commands for lists: the same array until something visible changes. */
export const listedCommands = (): Snapshot => snapshot;

export function onCommands(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs a command by id as it is now; false when there is none or it is disabled. */
export function runCommand(id: string): boolean {
  const command = currentCommands().findLast((each) => each.id === id);
  if (command === undefined || command.enabled === false) return false;
  command.run();
  return true;
}
