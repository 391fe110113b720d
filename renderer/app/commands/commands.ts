/** What screens use of the command registry. */

export { chordParts } from '../../lib/key-chord.ts';
export type { Command } from './command.ts';
export { runCommand } from './command-registry.ts';
export { useCommands } from './use-commands.ts';
