import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * What Chromium keeps for the window goes into the state folder, so that there is one place to look at and to clear.
 * Before the app is ready, and before its lock, which lies there too.
 */
export function keepProfileIn(stateDir: string): void {
  const profile = join(stateDir, 'desktop-window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
}
