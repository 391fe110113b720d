import { readFileSync } from 'node:fs';

/** 127.0.0.1 as Linux prints it: the four bytes as one number of the machine's own order (little endian everywhere). */
const LOOPBACK = '0100007F';

/**
 * True when the other end of a connection inside this machine belongs to this user, as /proc/net/tcp tells it. Where the
 * system has no such table, the secret in the address has to do.
 */
export function isOurOwnPeer(remotePort: number | undefined, localPort: number | undefined): boolean {
  if (process.platform !== 'linux') return true;
  if (remotePort === undefined || localPort === undefined) return false;
  try {
    return ownerOf(readFileSync('/proc/net/tcp', 'latin1'), remotePort, localPort) === process.getuid?.();
  } catch {
    // Without the table nobody can be told apart, so nobody is let in.
    return false;
  }
}

/** User id of the socket that is bound to `from` and connected to `to`, both on 127.0.0.1; null when it is not listed. */
export function ownerOf(table: string, from: number, to: number): number | null {
  const end = (port: number) => `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const wanted = [end(from), end(to)];
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , owner] = line.trim().split(/\s+/);
    if (local === wanted[0] && remote === wanted[1]) return Number(owner);
  }
  return null;
}
