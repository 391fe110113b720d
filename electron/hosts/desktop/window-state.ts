import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
  maximized: z.boolean(),
});
/** Place and size of the window in screen units. Without x and y the system chooses the place. */
export type WindowState = z.infer<typeof Bounds>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const FIRST: WindowState = { width: 1440, height: 900, maximized: false };
const NAME = 'window.json';

/** A window whose title bar lies on no screen could never be taken hold of again. */
function reachable(state: WindowState, screens: readonly Area[]): boolean {
  const { x, y, width } = state;
  if (x === undefined || y === undefined) return false;
  return screens.some(
    (area) => x + width > area.x + 80 && x < area.x + area.width - 80 && y >= area.y && y < area.y + area.height - 40,
  );
}

/** The last state, or a fresh one when there is none, it is unreadable, or its screen has gone. */
export function readWindowState(stateDir: string, screens: readonly Area[]): WindowState {
  try {
    const state = Bounds.parse(JSON.parse(readFileSync(join(stateDir, NAME), 'utf8')));
    if (reachable(state, screens)) return state;
    return { width: state.width, height: state.height, maximized: state.maximized };
  } catch {
    // First start, or a file of no value: neither is worth a word.
    return FIRST;
  }
}

export function writeWindowState(stateDir: string, state: WindowState): void {
  const temporary = join(stateDir, `${NAME}.part`);
  writeFileSync(temporary, JSON.stringify(state));
  renameSync(temporary, join(stateDir, NAME));
}
