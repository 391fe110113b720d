import type { TimeBase } from '../../../shared/time.ts';
import { type ParameterCodec, type ParameterKind, type ParameterSet, readParameters } from './parameter-sets.ts';

/** A packet that carried parameters: the how many-th of them, from 0, and its time. */
export interface PacketPlace {
  readonly packet: number;
  readonly pts: number;
}

/** At one packet some of the encoder's parameter sets became others. */
export interface ParameterChange extends PacketPlace {
  readonly kinds: readonly ParameterKind[];
  /** Profile and level before and after, where they are known. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A text that the encoder left about itself. */
export interface EncoderText {
  readonly text: string;
  readonly count: number;
  /** Where it stands; the first few places. */
  readonly places: readonly PacketPlace[];
}

export interface ParameterCourse {
  readonly timeBase: TimeBase;
  /** Packets that carried parameters. */
  readonly packets: number;
  readonly changes: readonly ParameterChange[];
  readonly changeCount: number;
  /** Different contents that there were of each set, at the most. */
  readonly variants: number;
  readonly texts: readonly EncoderText[];
}

const MOST_CHANGES = 200;
const MOST_TEXTS = 20;
const MOST_PLACES = 20;

/** Follows the parameters of a stream packet by packet; memory does not grow with their number. */
export function parameterCourse(codec: ParameterCodec): {
  timeBaseIs(timeBase: TimeBase): void;
  add(pts: number, packet: Buffer): void;
  result(): ParameterCourse;
} {
  const now = new Map<string, ParameterSet>();
  const seen = new Map<string, Set<string>>();
  const texts = new Map<string, { count: number; places: PacketPlace[] }>();
  const changes: ParameterChange[] = [];
  let timeBase: TimeBase = [1, 1];
  let packets = 0;
  let changeCount = 0;

  /** The set that was replaced, or null when it is the same or the first. */
  const replaced = (set: ParameterSet): ParameterSet | null => {
    const name = `${set.kind} ${set.id}`;
    const before = now.get(name) ?? null;
    if (before?.hash === set.hash) return null;
    // A set with another number than before is no change of the one that there was; a hostile file may use thousands.
    if (now.size < 1000 || before !== null) now.set(name, set);
    const known = seen.get(name) ?? new Set();
    if (known.size < MOST_CHANGES) seen.set(name, known.add(set.hash));
    return before;
  };

  const noteText = (text: string, place: PacketPlace) => {
    const known = texts.get(text) ?? (texts.size < MOST_TEXTS ? { count: 0, places: [] } : null);
    if (known === null) return;
    known.count++;
    if (known.places.length < MOST_PLACES) known.places.push(place);
    texts.set(text, known);
  };

  return {
    timeBaseIs: (given) => {
      timeBase = given;
    },
    add(pts, packet) {
      const place = { packet: packets++, pts };
      const found = readParameters(codec, packet);
      for (const text of new Set(found.texts)) noteText(text, place);
      const changed = found.sets.flatMap((set) => {
        const before = replaced(set);
        return before === null ? [] : [{ before, after: set }];
      });
      const [first] = changed;
      if (first === undefined) return;
      changeCount++;
      if (changes.length >= MOST_CHANGES) return;
      const told = changed.find(({ after }) => after.words !== null) ?? first;
      const kinds = [...new Set(changed.map(({ after }) => after.kind))];
      changes.push({ ...place, kinds, before: told.before.words, after: told.after.words });
    },
    result: () => ({
      timeBase,
      packets,
      changes,
      changeCount,
      variants: Math.max(0, ...[...seen.values()].map(({ size }) => size)),
      texts: [...texts].map(([text, { count, places }]) => ({ text, count, places })),
    }),
  };
}
