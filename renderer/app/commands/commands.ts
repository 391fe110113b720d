/** What screens use of the command registry. */
export type { Command } from './command.ts';
export { runCommand } from './command-registry.ts';
export { chordParts } from './key-chord.ts';
export { useCommands } from './use-commands.ts';
