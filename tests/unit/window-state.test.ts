import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from '../../electron/hosts/desktop/window-state.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('window');
const SCREENS = [{ x: 0, y: 0, width: 1920, height: 1080 }];
let dir = '';

beforeEach(() => {
  dir = newDir();
});

describe('readWindowState', () => {
  it('gives back what was written', () => {
    const state = { x: 100, y: 50, width: 1300, height: 800, maximized: true };
    writeWindowState(dir, state);
    expect(readWindowState(dir, SCREENS)).toEqual(state);
  });

  it('forgets a place that lies on no screen any more, but keeps the size', () => {
    writeWindowState(dir, { x: 2500, y: 50, width: 1300, height: 800, maximized: false });
    expect(readWindowState(dir, SCREENS)).toEqual({ width: 1300, height: 800, maximized: false });
  });

  it.each([
    '',
    'not JSON',
    '{}',
    '{"width":1,"height":1,"maximized":false}',
    '{"width":"9","height":900,"maximized":0}',
  ])('starts anew from %j', (text) => {
    writeFileSync(join(dir, 'window.json'), text);
    expect(readWindowState(dir, SCREENS)).toEqual({ width: 1440, height: 900, maximized: false });
  });
});
