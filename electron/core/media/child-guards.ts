/** What a child may use at most. The system itself holds it to that (setrlimit, POSIX.1-2017). */
export interface ChildLimits {
  /** Seconds of processor time over all its threads: it ends by itself even if this program was killed before it. */
  readonly cpuSeconds: number;
  /**
   * Bytes of memory that it can write to and shares with nobody (RLIMIT_DATA, since Linux 4.7 with all such mappings). Not
   * RLIMIT_AS: C libraries reserve 64 MiB of addresses for each arena and never use most of it, so that a limit of
   * addresses fails on real films of machines with many cores.
   */
  readonly memoryBytes: number;
  /** Bytes of the longest file that it may write; 0 for one that only answers through pipes. */
  readonly fileBytes: number;
}

/** What this system can hold children to. Found once, by trying. */
export interface ChildGuards {
  /** Program and arguments that come before a child's own and become that child (exec), so that its process id is known. */
  readonly networkless: readonly string[];
  readonly canLimit: boolean;
  /** What is missing here, as sentences for a person; empty where everything can be had. */
  readonly missing: readonly string[];
}

/** Runs a command to its end; null when it could not be run or failed. */
export type Try = (command: readonly [string, ...string[]]) => Promise<string | null>;

const OPEN_FILES = 64;
/** Threads take their stack from this limit. Eight megabytes each, the usual value, would eat up the memory of 16 cores. */
const STACK_KIB = 2048;
const KIB = 1024;
/** Unit of `ulimit -f` (POSIX.1-2017, XCU ulimit). */
const BLOCK = 512;

/**
 * Node cannot set limits for a child, the shell can: it takes them on itself, then becomes the program. Program and
 * arguments are positional parameters, which are never read as text of the script.
 */
const SCRIPT =
  '{ ulimit -t "$1"; ulimit -d "$2"; ulimit -f "$3"; ulimit -n "$4"; ulimit -s "$5"; ulimit -c 0; } 2>/dev/null; shift 5; exec "$@"';

const numbersOf = ({ cpuSeconds, memoryBytes, fileBytes }: ChildLimits): string[] =>
  [Math.ceil(cpuSeconds), Math.ceil(memoryBytes / KIB), Math.ceil(fileBytes / BLOCK), ...[OPEN_FILES, STACK_KIB]].map(
    String,
  );

/** The command that runs a program within its limits and, where the system allows it, without a network. */
export function guarded(
  { networkless, canLimit }: Pick<ChildGuards, 'networkless' | 'canLimit'>,
  command: readonly [string, ...string[]],
  limits: ChildLimits,
): readonly [string, ...string[]] {
  const [first, ...rest] = canLimit
    ? [...networkless, '/bin/sh', '-c', SCRIPT, 'limits', ...numbersOf(limits), ...command]
    : [...networkless, ...command];
  return [first ?? command[0], ...rest];
}

/** The exit status with which a shell tells that it could not become the program (POSIX.1-2017, XCU 2.8.2). */
export const couldNotStart = (code: number | null): 'ENOENT' | 'EACCES' | null =>
  code === 127 ? 'ENOENT' : code === 126 ? 'EACCES' : null;

/** Finds out what this system can do. */
export async function findGuards(platform: NodeJS.Platform, attempt: Try): Promise<ChildGuards> {
  const networkless = platform === 'linux' ? await findNetworkless(attempt) : [];
  const canLimit = platform !== 'win32' && (await limitsHold(platform, attempt));
  const missing = [
    ...(canLimit ? [] : ['This system does not let Aigaq limit the time, memory and files of decoders.']),
    ...(canLimit && platform !== 'linux' ? ['This system does not let Aigaq limit the memory of decoders.'] : []),
    ...(networkless.length > 0 ? [] : ['This system does not let Aigaq take the network away from decoders.']),
  ];
  return { networkless, canLimit, missing };
}

/** As root a new network namespace can be had at once, as anybody else within a new user namespace, where that is allowed. */
async function findNetworkless(attempt: Try): Promise<readonly string[]> {
  for (const options of [['--net'], ['--user', '--net']]) {
    const prefix = ['unshare', ...options, '--'] as const;
    const devices = await attempt([...prefix, '/bin/cat', '/proc/self/net/dev']);
    // Two lines of headings; a new namespace has the loopback device alone, and even that is down.
    const names = (devices ?? '').split('\n').flatMap((line) => /^\s*([^\s:|]+):/.exec(line)?.[1] ?? []);
    if (names.length === 1 && names[0] === 'lo') return prefix;
  }
  return [];
}

/** The limits as the child itself sees them; memory only where it counts what it should. */
async function limitsHold(platform: NodeJS.Platform, attempt: Try): Promise<boolean> {
  const limits = { cpuSeconds: 7, memoryBytes: 256 << 20, fileBytes: 0 };
  const ask = ['/bin/sh', '-c', 'ulimit -t; ulimit -f; ulimit -n; ulimit -d'] as const;
  const said = await attempt(guarded({ networkless: [], canLimit: true }, ask, limits));
  const [cpu, file, open, memory] = said?.trim().split(/\s+/) ?? [];
  const holds = cpu === '7' && file === '0' && Number(open) <= OPEN_FILES;
  return holds && (platform !== 'linux' || Number(memory) <= limits.memoryBytes / KIB);
}
