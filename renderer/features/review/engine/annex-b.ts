/** Types of NAL units that matter here: ITU-T H.264, table 7-1. */
const NON_IDR_SLICE = 1;
const IDR_SLICE = 5;
const SEQUENCE_PARAMETERS = 7;
const ACCESS_UNIT_DELIMITER = 9;

/** One picture of an H.264 byte stream, with its start codes, ready for a decoder. */
export interface AccessUnit {
  readonly data: Uint8Array<ArrayBuffer>;
  /** It holds an IDR picture: decoding can begin here. */
  readonly key: boolean;
}

interface NalUnit {
  /** Where its start code begins, the optional zero_byte included. */
  readonly at: number;
  readonly type: number;
}

/** Every NAL unit of a byte stream (ITU-T H.264, B.1). Throws when a start code has no unit after it. */
function nalUnits(stream: Uint8Array): NalUnit[] {
  const found: NalUnit[] = [];
  let i = 0;
  while (i + 2 < stream.length) {
    const third = stream[i + 2] ?? 0;
    // A byte above 1 can be in none of the three places of a start code that begins here or at the next two bytes.
    if (third > 1) i += 3;
    else if (third === 1 && stream[i] === 0 && stream[i + 1] === 0) {
      const header = stream[i + 3];
      if (header === undefined) throw new RangeError('the byte stream ends within a start code');
      if ((header & 0x80) !== 0) throw new RangeError(`forbidden_zero_bit is set in the NAL unit at byte ${i + 3}`);
      found.push({ at: i > 0 && stream[i - 1] === 0 ? i - 1 : i, type: header & 0x1f });
      i += 4;
    } else i++;
  }
  return found;
}

/**
 * Splits a byte stream into its access units, each of which must begin with an access unit delimiter.
 * @throws RangeError when the stream is not made like that
 */
export function splitAccessUnits(stream: Uint8Array<ArrayBuffer>): AccessUnit[] {
  const units: { at: number; key: boolean; slices: number }[] = [];
  for (const { at, type } of nalUnits(stream)) {
    if (type === ACCESS_UNIT_DELIMITER) units.push({ at, key: false, slices: 0 });
    const unit = units[units.length - 1];
    if (unit === undefined) throw new RangeError('the byte stream does not begin with an access unit delimiter');
    if (type === IDR_SLICE) unit.key = true;
    if (type === IDR_SLICE || type === NON_IDR_SLICE) unit.slices++;
  }
  const empty = units.findIndex(({ slices }) => slices === 0);
  if (empty >= 0) throw new RangeError(`access unit ${empty} holds no picture`);
  return units.map(({ at, key }, i) => ({ data: stream.subarray(at, units[i + 1]?.at ?? stream.length), key }));
}

/**
 * The name of the codec for a decoder, `avc1.PPCCLL`, from the sequence parameter set of a key picture
 * (RFC 6381, 3.3: profile_idc, constraint flags, level_idc). Null when there is no parameter set.
 */
export function codecName({ data }: AccessUnit): string | null {
  const parameters = nalUnits(data).find(({ type }) => type === SEQUENCE_PARAMETERS);
  if (parameters === undefined) return null;
  const header = data.indexOf(1, parameters.at) + 1;
  const named = data.subarray(header + 1, header + 4);
  if (named.length < 3) return null;
  return `avc1.${[...named].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
