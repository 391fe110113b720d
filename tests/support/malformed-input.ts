import { api } from '../../shared/api.ts';

type Random = (end: number) => number;

const NAMES = Object.keys(api);
const FIELDS = [
  ...['dir', 'id', 'ids', 'markIds', 'title', 'operator', 'sources', 'details', 'in', 'out', 'page', 'region', 'code'],
  ...['query', 'limit', 'profile', 'lang', 'frame', 'near', 'proxy', 'theme', 'name', 'address', 'evidenceId'],
  ...['__proto__', 'constructor', 'toJSON', 'then', 'length', ''],
];
const STRANGE_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '../app.state',
  'app.state\0',
  'App.State',
];

const LEAVES: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1.5,
  () => Number.MAX_VALUE,
  () => '',
  () => '\0',
  () => '\ud800',
  () => '../../../../etc/passwd',
  () => '/etc/passwd',
  () => 'C:\\Windows\\win.ini',
  () => '-rf',
  () => 'x'.repeat(5000),
  () => '%s%n{{7*7}}',
  () => "'; drop table evidence; --",
  (random) => `ev-${random(1e6).toString(16)}`,
  (random) => random(2 ** 31),
];
/** What only a structured clone can carry. */
const CLONES: readonly (() => unknown)[] = [
  () => undefined,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 10n,
  () => new Date(0),
  () => new Map([['dir', '/etc']]),
  () => new Set([1]),
  () => new Uint8Array(1000),
  () => /x/g,
  () => new Error('x'),
  () => {
    const ring: Record<string, unknown> = {};
    ring.dir = ring;
    return ring;
  },
];

const pick = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;

function value(random: Random, depth: number, clones: boolean): unknown {
  const kind = random(10);
  if (depth > 3 || kind < 5) return pick(LEAVES, random)(random);
  if (kind === 5 && clones) return pick(CLONES, random)();
  if (kind < 8) return Array.from({ length: random(4) }, () => value(random, depth + 1, clones));
  return fields(random, depth + 1, clones);
}

function fields(random: Random, depth: number, clones: boolean): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (let n = random(6); n > 0; n--) {
    Object.defineProperty(made, pick(FIELDS, random), {
      value: value(random, depth, clones),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return made;
}

/** True when the contract would take this input: then it is no malformed message and is left out. */
export function isValid(name: unknown, input: unknown): boolean {
  if (typeof name !== 'string' || !Object.hasOwn(api, name)) return false;
  return api[name as keyof typeof api].input.safeParse(input ?? {}).success;
}

/** A name and an input of which at least one is wrong. `clones`: as structured clones may be, else as JSON can say it. */
export function malformedMessage(random: Random, clones: boolean): readonly [unknown, unknown] {
  for (;;) {
    const name =
      random(10) < 8 ? pick(NAMES, random) : random(2) ? pick(STRANGE_NAMES, random) : value(random, 2, clones);
    const input = random(10) < 6 ? fields(random, 0, clones) : value(random, 0, clones);
    if (!isValid(name, input)) return [name, input];
  }
}
