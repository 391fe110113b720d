/** Arguments for strace that write every system call of networks, by all processes, to `file`. */
export const traceArguments = (file: string): string[] => ['-f', '--seccomp-bpf', '-e', 'trace=network', '-o', file];

export interface SocketTrace {
  /** Lines of the trace that make or use a socket of an internet family for anything but 127.0.0.1. */
  readonly strayed: readonly string[];
  /** Lines that name 127.0.0.1, which tells that the trace saw something. */
  readonly local: number;
  readonly lines: number;
}

const INTERNET = /\bAF_INET6?\b/;
/** A TCP socket of the fourth version that is only made, or asked about, without an address. */
const BARE_TCP = /^\d+ +(?:socket\(AF_INET, SOCK_STREAM\b|<\.\.\. )/;
const LOCAL = /sin_addr=inet_addr\("127\.0\.0\.1"\)/;

/**
 * Reads what strace wrote. Allowed are TCP sockets of 127.0.0.1. Not allowed is everything else: datagrams (which is what
 * DNS, QUIC and discovery are), the sixth version, any other address.
 */
export function readSocketTrace(text: string): SocketTrace {
  const lines = text.split('\n').filter((line) => /^\d+ /.test(line));
  const internet = lines.filter((line) => INTERNET.test(line));
  const strayed = internet.filter((line) => {
    const addresses = line.match(/sa_family=AF_INET6?,[^}]*/g) ?? [];
    if (addresses.length > 0) return !addresses.every((address) => LOCAL.test(address));
    return !BARE_TCP.test(line);
  });
  return { strayed, local: internet.filter((line) => LOCAL.test(line)).length, lines: lines.length };
}
