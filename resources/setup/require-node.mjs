// Plain JavaScript on purpose: it must be understood by the old Node that it refuses. The scripts behind it are
// TypeScript, which Node runs as it is from 22.18 on.
const NEEDED = [22, 18];

/** Ends with one sentence when this Node cannot run the scripts. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  process.stderr.write(
    `Aigaq: these scripts need Node ${NEEDED.join('.')} or newer, and this is Node ${version}. ` +
      'On Linux and Windows `npm ci` brings a fitting Node along and `npm start` uses it; elsewhere install Node 24 from your package manager.\n',
  );
  process.exit(1);
}
