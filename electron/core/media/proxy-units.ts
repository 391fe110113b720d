/** NAL unit types (ITU-T H.264, table 7-1). */
const IDR_SLICE = 5;
const SEQUENCE_PARAMETERS = 7;
const PICTURE_PARAMETERS = 8;
const DELIMITER = Buffer.from([0, 0, 1, 9]);
const START_CODE = Buffer.from([0, 0, 1]);
/** No picture of at most 1280 × 1280 is this large; a stream without delimiters is not collected for ever. */
const MOST_BYTES = 64 << 20;

/**
 * Splits a byte stream (ITU-T H.264, Annex B) that comes in chunks of any size into access units. Each must begin with
 * an access unit delimiter, as our encoder is told to write them.
 */
export function accessUnitSplitter(onUnit: (unit: Buffer) => void): { push(chunk: Buffer): void; end(): void } {
  let rest: Buffer = Buffer.alloc(0);
  let searched = 0;
  const give = (until: number) => {
    if (until > 0) onUnit(Buffer.from(rest.subarray(0, until)));
    rest = rest.subarray(until);
    searched = DELIMITER.length + 1;
  };
  return {
    push(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let at = rest.indexOf(DELIMITER, searched); at >= 0; at = rest.indexOf(DELIMITER, searched)) {
        // The zero byte before a start code belongs to the unit that it opens.
        give(at > 0 && rest[at - 1] === 0 ? at - 1 : at);
      }
      searched = Math.max(searched, rest.length - DELIMITER.length);
      if (rest.length > MOST_BYTES) throw new Error('the encoder gave a stream without access unit delimiters');
    },
    end() {
      if (rest.length > 0) give(rest.length);
    },
  };
}

/** True when decoding can begin at this access unit: an IDR picture with both its parameter sets before it. */
export function isEntryPoint(unit: Buffer): boolean {
  const types = new Set<number>();
  for (let at = unit.indexOf(START_CODE); at >= 0; at = unit.indexOf(START_CODE, at + 3)) {
    const type = (unit[at + 3] ?? 0) & 0x1f;
    types.add(type);
    if (type === IDR_SLICE) break;
  }
  return [SEQUENCE_PARAMETERS, PICTURE_PARAMETERS, IDR_SLICE].every((type) => types.has(type));
}
