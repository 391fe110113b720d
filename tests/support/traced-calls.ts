/** What a trace of system calls says about a program that must stay inside. */
export interface CallBreach {
  readonly kind: 'opened' | 'ran' | 'socket';
  readonly what: string;
}

const LINE = /^\d+ +(\w+)\((.*)$/;

/**
 * Every file outside `allowed` that a program tried to open or run, and every socket that it made. A try that failed
 * counts: it shows that a reference was followed.
 */
export function breachesIn(calls: readonly string[], allowed: readonly string[]): CallBreach[] {
  const found: CallBreach[] = [];
  for (const line of calls) {
    const [, call = '', rest = ''] = LINE.exec(line) ?? [];
    if (call === 'socket') found.push({ kind: 'socket', what: rest });
    // A path is the first argument, or the second after a folder's descriptor.
    const path = /^(?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1];
    if (path === undefined || call === 'socket' || call === 'connect') continue;
    const inside = allowed.some(
      (place) => path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`),
    );
    if (!inside) found.push({ kind: call === 'execve' ? 'ran' : 'opened', what: path });
  }
  return found;
}
