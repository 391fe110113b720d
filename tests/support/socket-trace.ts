/**
 * Arguments for strace that write to `file` what all processes ask of networks. `-yy` names with every descriptor what
 * it is connected to, which tells a socket from a file where both are written to.
 */
export const traceArguments = (file: string): string[] => [
  ...['-f', '-yy', '--seccomp-bpf', '-e', 'trace=%network,write,writev,sendfile,splice', '-o', file],
];

export interface SocketTrace {
  /** Lines of the trace by which something leaves this machine, or a stream to or from another one is made. */
  readonly strayed: readonly string[];
  /** Lines that give a datagram socket a port of another address than 127.0.0.1: nothing leaves, something could come in. */
  readonly ports: readonly string[];
  /** Lines that name 127.0.0.1, which tells that the trace saw something. */
  readonly local: number;
  readonly lines: number;
}

const LOCAL = /sin_addr=inet_addr\("127\.0\.0\.1"\)/;
/** The call and the socket it is about: `connect(5<TCP:[…]>, …`. */
const CALL = /^\d+ +(\w+)\((?:\d+<(TCP|UDP|UDPLITE|RAW|PING)(?:v6)?:\[([^>]*(?:->)?[^>]*)\]>)?/;
const SENDING = ['send', 'sendto', 'sendmsg', 'sendmmsg', 'write', 'writev', 'sendfile', 'splice'];
/** A TCP socket that was accepted or connected between two ends on this machine. */
const BOTH_LOCAL = /^127\.0\.0\.1:\d+->127\.0\.0\.1:\d+$/;
const DATAGRAM_PORT = /^\d+ +bind\(\d+<UDP/;
/** Joining a group of receivers is told to the network by the system itself. */
const JOINING =
  /\b(?:IP_ADD_MEMBERSHIP|IP_ADD_SOURCE_MEMBERSHIP|IPV6_ADD_MEMBERSHIP|IPV6_JOIN_GROUP|MCAST_JOIN_GROUP)\b/;

/**
 * Reads what strace wrote. Allowed are TCP sockets of 127.0.0.1. A datagram socket may be made, and connected, which
 * sends nothing and is how a browser asks the system whether it has a route (Chromium does so once a minute on machines
 * with IPv6); whatever is sent by one is found, as are all other addresses of streams.
 */
export function readSocketTrace(text: string): SocketTrace {
  const lines = text.split('\n').filter((line) => /^\d+ /.test(line));
  return {
    strayed: lines.filter(isStrayed),
    ports: lines.filter((line) => DATAGRAM_PORT.test(line) && !LOCAL.test(line)),
    local: lines.filter((line) => LOCAL.test(line)).length,
    lines: lines.length,
  };
}

function isStrayed(line: string): boolean {
  const [, call = '', protocol, ends = ''] = CALL.exec(line) ?? [];
  if (call === 'socket') return /\bAF_INET6?, SOCK_(?!STREAM|DGRAM)|\bAF_PACKET\b/.test(line);
  if (call === 'setsockopt') return JOINING.test(line);
  if (SENDING.includes(call) && protocol !== undefined) return protocol !== 'TCP' || !BOTH_LOCAL.test(ends);
  if ((call === 'connect' || call === 'bind') && protocol === 'UDP') return false;
  if (!['connect', 'bind', ...SENDING].includes(call)) return false;
  const addresses = line.match(/sa_family=AF_INET6?,[^}]*/g) ?? [];
  return !addresses.every((address) => LOCAL.test(address));
}
