import type { Command } from '../commands/command.ts';

const folded = (text: string): string => text.toLocaleLowerCase();

/** 0 when the title starts with what was typed, 1 when a word does, 2 when it is inside, 3 when it is not there. */
function distance(title: string, typed: string): number {
  const at = title.indexOf(typed);
  if (at < 0) return 3;
  if (at === 0) return 0;
  return /[\s(/-]/.test(title.charAt(at - 1)) ? 1 : 2;
}

/** Commands that can run now and whose title contains every typed word, the nearest first. */
export function rankCommands(commands: readonly Command[], query: string): Command[] {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  return commands
    .filter((command) => command.enabled !== false && command.hidden !== true)
    .map((command) => ({ command, far: words.map((word) => distance(folded(command.title), word)) }))
    .filter(({ far }) => far.every((each) => each < 3))
    .sort((a, b) => Math.max(0, ...a.far) - Math.max(0, ...b.far))
    .map(({ command }) => command);
}
