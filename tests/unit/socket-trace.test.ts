import { describe, expect, it } from 'vitest';
import { readSocketTrace } from '../support/socket-trace.ts';

const strayed = (line: string) => readSocketTrace(`${line}\n`).strayed.length === 1;

const loopback = 'sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr("127.0.0.1")';
const stranger = 'sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.2")';
const sixth = 'sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)';

describe('a trace of sockets', () => {
  it.each([
    '7 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 5<TCP:[81]>',
    '7 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 5<UDPv6:[82]>',
    '7 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 8<NETLINK:[83]>',
    `7 bind(5<TCP:[81]>, {${loopback}}, 16) = 0`,
    `7 connect(5<TCP:[81]>, {${loopback}}, 16) = -1 EINPROGRESS`,
    `7 accept4(5<TCP:[127.0.0.1:4000]>, {${loopback}}, [16], SOCK_CLOEXEC) = 6<TCP:[127.0.0.1:4000->127.0.0.1:5000]>`,
    '7 write(6<TCP:[127.0.0.1:4000->127.0.0.1:5000]>, "HTTP"..., 4 <unfinished ...>',
    '7 write(6</tmp/UDP:[10.0.0.2:53]>, "x", 1) = 1',
    '7 connect(5<UNIX-STREAM:[84]>, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110) = -1 ENOENT',
    // A browser asks for a route: the system answers from its tables and sends nothing.
    `7 connect(5<UDPv6:[82]>, {${sixth}}, 28) = 0`,
    `7 <... getsockname resumed>{${sixth}}, [128 => 28]) = 0`,
    '7 recvfrom(32<NETLINK:[ROUTE:7]>, [[{nlmsg_type=RTM_NEWADDR}, {ifa_family=AF_INET}]], 8192, 0, NULL, NULL) = 396',
    '7 setsockopt(5<UDP:[85]>, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0',
  ])('allows %s', (line) => expect(strayed(line)).toBe(false));

  it.each([
    '7 socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) = 5<RAW:[86]>',
    '7 socket(AF_PACKET, SOCK_RAW, 768) = 5<PACKET:[87]>',
    `7 connect(5<TCP:[81]>, {${stranger}}, 16) = 0`,
    `7 connect(5<TCPv6:[88]>, {${sixth}}, 28 <unfinished ...>`,
    '7 bind(5<TCP:[81]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0',
    `7 sendto(5<UDP:[85]>, "x", 1, 0, {${stranger}}, 16) = 1`,
    `7 sendto(5<UDP:[127.0.0.1:4000]>, "x", 1, 0, {${loopback}}, 16) = 1`,
    '7 sendmsg(5<UDPv6:[[fd00::2]:4000->[2001:db8::1]:443]>, {msg_namelen=0}, 0) = 1',
    '7 write(5<UDPv6:[[fd00::2]:4000->[2001:db8::1]:443]>, "x", 1) = 1',
    '7 writev(5<TCP:[10.0.0.1:4000->10.0.0.2:443]>, [{iov_base="x", iov_len=1}], 1 <unfinished ...>',
    '7 setsockopt(5<UDP:[85]>, SOL_IP, IP_ADD_MEMBERSHIP, {imr_multiaddr=inet_addr("224.0.0.251")}, 8) = 0',
  ])('finds %s', (line) => expect(strayed(line)).toBe(true));

  it('names ports of datagrams that others could reach', () => {
    const wildcard = 'sa_family=AF_INET6, sin6_port=htons(5353), inet_pton(AF_INET6, "::", &sin6_addr)';
    const line = `7 bind(5<UDPv6:[82]>, {${wildcard}}, 28 <unfinished ...>`;
    const own = `7 bind(5<UDP:[82]>, {${loopback}}, 28) = 0`;
    const stream = `7 bind(5<TCP:[82]>, {${loopback}}, 28) = 0`;
    expect(readSocketTrace([line, own, stream].join('\n')).ports).toEqual([line]);
  });
});
