/** Oldest Node with Node-API 10, which better-sqlite3 needs; an older one crashes on it without a word. */
const NEEDED = [22, 14] as const;

/** A sentence when this Node is too old, else null. */
export function nodeProblem(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = NEEDED;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return (
    `Aigaq needs Node ${wantedMajor}.${wantedMinor} or newer, and this is Node ${version}. ` +
    'Start it through npm (npm start), or with node_modules/.bin/node, or install a newer Node.'
  );
}
