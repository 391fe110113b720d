import { describe, expect, test } from 'vitest';
import { peakMeter } from '../../electron/core/media/peak-meter.ts';
import { coarserLevels, decodeWaveform, encodeWaveform, type WaveformLevel } from '../../shared/waveform.ts';

const finest = (count: number): WaveformLevel => ({
  peaksPerSecond: 100,
  min: Int8Array.from({ length: count }, (_, i) => -(i % 127)),
  max: Int8Array.from({ length: count }, (_, i) => (i * 7) % 127),
});

describe('a waveform as a file', () => {
  test('comes back as it was, with its start', () => {
    const levels = coarserLevels(finest(5000));
    const back = decodeWaveform(encodeWaveform({ startSeconds: -0.75, levels }));
    expect(back).toEqual({ startSeconds: -0.75, levels });
    expect(back.levels.map(({ min }) => min.length)).toEqual([5000, 1250, 313, 79]);
    expect(back.levels.map(({ peaksPerSecond }) => peaksPerSecond)).toEqual([100, 25, 6.25, 1.5625]);
  });

  test('is read from the middle of a larger buffer', () => {
    const bytes = encodeWaveform({ startSeconds: 0, levels: coarserLevels(finest(7)) });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeWaveform(shifted.subarray(3)).levels[0]?.min).toEqual(finest(7).min);
  });

  test('each coarser peak covers four', () => {
    const [, second] = coarserLevels({
      peaksPerSecond: 100,
      min: Int8Array.from({ length: 300 }, (_, i) => (i === 5 ? -90 : -1)),
      max: Int8Array.from({ length: 300 }, (_, i) => (i === 299 ? 80 : 1)),
    });
    expect(second?.min[1]).toBe(-90);
    expect(second?.min[0]).toBe(-1);
    expect(second?.max[74]).toBe(80);
  });

  test('may hold no sound', () => {
    expect(decodeWaveform(encodeWaveform({ startSeconds: 0, levels: [] })).levels).toEqual([]);
  });

  test('cut short, lengthened or of another kind it is refused', () => {
    const bytes = encodeWaveform({ startSeconds: 0, levels: coarserLevels(finest(1000)) });
    for (const length of [0, 7, 31, 33, 39, bytes.length - 1])
      expect(() => decodeWaveform(bytes.subarray(0, length)), `${length} bytes`).toThrow(RangeError);
    expect(() => decodeWaveform(Uint8Array.from([...bytes, 0]))).toThrow(RangeError);
    const spoilt = (at: number, value: number) => {
      const copy = bytes.slice();
      copy[at] = value;
      return copy;
    };
    expect(() => decodeWaveform(spoilt(6, 0x32))).toThrow(RangeError);
    expect(() => decodeWaveform(spoilt(11, 0xff))).toThrow(RangeError);
    // An infinite rate, a start that is no number, a level of another length.
    expect(() => decodeWaveform(spoilt(23, 0x7f).fill(0xf0, 22, 23))).toThrow(RangeError);
    expect(() => decodeWaveform(spoilt(31, 0x7f).fill(0xf8, 30, 31))).toThrow(RangeError);
    expect(() => decodeWaveform(spoilt(36, 1))).toThrow(RangeError);
  });
});

function wave(channels: number, rate: number, samples: readonly number[]): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF\xff\xff\xff\xffWAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.write('data\xff\xff\xff\xff', 36, 'latin1');
  const body = Buffer.alloc(samples.length * 2);
  samples.forEach((value, i) => void body.writeInt16LE(value, i * 2));
  return Buffer.concat([head, body]);
}

describe('the peak meter', () => {
  const samples = Array.from({ length: 3000 }, (_, i) => Math.round(30_000 * Math.sin(i / 5) * Math.sin(i / 300)));

  test.each([1, 3, 43, 45, 1000, 6044])('gives the same for chunks of %d bytes', (size) => {
    const stream = wave(2, 8000, samples);
    const meter = peakMeter();
    for (let at = 0; at < stream.length; at += size) meter.push(stream.subarray(at, at + size));
    const { min, max } = meter.level();
    // 1500 samples of two channels at 8000 a second: 18 whole peaks of 80 and a rest of 60.
    expect(min.length).toBe(19);
    for (const peak of [0, 7, 18]) {
      const own = samples.slice(peak * 160, peak * 160 + 160);
      expect(max[peak]).toBe(Math.ceil((Math.max(...own) * 127) / 32_768));
      expect(min[peak]).toBe(Math.floor((Math.min(...own) * 127) / 32_768));
    }
    expect(meter.seconds()).toBeCloseTo(1500 / 8000, 9);
  });

  test('keeps a hundred peaks a second where that does not divide the rate', () => {
    const meter = peakMeter();
    meter.push(wave(1, 11_025, new Array<number>(11_025).fill(5)));
    expect(meter.level().min.length).toBe(100);
  });

  test('draws the least and the loudest sample, and silence as nothing', () => {
    const meter = peakMeter();
    meter.push(wave(1, 100, [-32_768, 32_767, 1, -1, 0]));
    const { min, max } = meter.level();
    expect([...max]).toEqual([-127, 127, 1, -1, 0]);
    expect([...min]).toEqual([-127, 127, 1, -1, 0]);
  });

  test('refuses what is no WAVE stream', () => {
    expect(() => peakMeter().push(Buffer.alloc(5000))).toThrow(/WAVE/);
    expect(() => peakMeter().push(wave(0, 8000, []))).toThrow(/WAVE/);
  });
});
