import { spawnSync } from 'node:child_process';

/** Programs that the tests start; ffprobe is a judge only, the product does without it. */
const PROGRAMS = ['ffmpeg', 'ffprobe'];

/** Runs once before all test files: says what is missing on this machine instead of letting many tests fail on it. */
export default function setup(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 14)) {
    throw new Error(`Tests need Node 22.14 or newer, this is ${process.versions.node}. Run them with "npm test".`);
  }
  for (const program of PROGRAMS) {
    const { error, status } = spawnSync(program, ['-version'], { stdio: 'ignore' });
    if (error || status !== 0) {
      throw new Error(`Tests need ${program} in PATH. On Debian or Ubuntu: apt-get install ffmpeg`);
    }
  }
}
