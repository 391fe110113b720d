/** What a decoder must know of an AAC stream (ISO/IEC 14496-3, 1.6.2.1). */
export interface AacShape {
  readonly sampleRate: number;
  readonly channels: number;
  /** AudioSpecificConfig, two bytes. */
  readonly config: Buffer;
}

/** Samples in a frame of AAC-LC. */
export const AAC_FRAME = 1024;
/** Sampling rates by index (ISO/IEC 14496-3, table 1.18). */
const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const HEADER = 7;

/**
 * Takes ADTS (ISO/IEC 14496-3, 1.A.2) apart as ffmpeg writes it: a header of seven bytes and one raw frame behind each.
 * @throws Error when the bytes are something else
 */
export function aacFrames(onFrame: (frame: Buffer, shape: AacShape) => void): { push(chunk: Buffer): void } {
  let rest: Buffer = Buffer.alloc(0);
  let shape: AacShape | null = null;
  return {
    push(chunk) {
      let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (data.length >= HEADER) {
        const length = lengthOf(data);
        if (data.length < length) break;
        shape ??= shapeOf(data);
        onFrame(data.subarray(HEADER, length), shape);
        data = data.subarray(length);
      }
      rest = Buffer.from(data);
    },
  };
}

function lengthOf(data: Buffer): number {
  // Syncword, layer 0, no checksum.
  if ((data.readUInt16BE(0) & 0xfff7) !== 0xfff1) throw new Error('the sound encoder did not write ADTS');
  const length = ((data.readUInt32BE(2) >> 5) & 0x1fff) | 0;
  if (length < HEADER) throw new Error('the sound encoder wrote a frame of no length');
  return length;
}

function shapeOf(data: Buffer): AacShape {
  const bits = data.readUInt16BE(2);
  const type = (bits >> 14) + 1;
  const rate = (bits >> 10) & 15;
  const channels = (bits >> 6) & 7;
  const sampleRate = RATES[rate];
  if (sampleRate === undefined || channels === 0) throw new Error('the sound encoder wrote an unknown kind of AAC');
  const config = Buffer.alloc(2);
  config.writeUInt16BE((type << 11) | (rate << 7) | (channels << 3));
  return { sampleRate, channels, config };
}
