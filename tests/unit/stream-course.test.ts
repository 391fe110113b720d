import { describe, expect, test } from 'vitest';
import { coursePictures } from '../../electron/core/features/continuity/course-pictures.ts';
import {
  encoderTextFindings,
  parameterFindings,
  soundBreakFindings,
  soundOffsetFindings,
} from '../../electron/core/features/continuity/stream-findings.ts';
import { type AudioCourse, audioCourse } from '../../electron/core/media/audio-course.ts';
import { packetJoiner, packetRows } from '../../electron/core/media/packet-rows.ts';
import { parameterCourse } from '../../electron/core/media/parameter-course.ts';
import { readParameters } from '../../electron/core/media/parameter-sets.ts';
import { streamTags } from '../../electron/core/media/stream-tags.ts';

const LIST = `#software: Lavf59.27.100
#tb 0: 1/12800
#tb 1: 1/48000
0,      -1024,          0,      512,      727, 0x5ccef1f5
1,      -1024,      -1024,     1024,      258, 0x2c5b786a, F=0x5, S=1,       10
1, -9223372036854775808, -9223372036854775808,     1024,      258, 0x2c5b786a
0,      11776,      12800,      512,       39, 0xad920b05`;

describe('packets', () => {
  test('are read from a list that comes in any pieces', () => {
    for (const size of [1, 7, 4096]) {
      const rows: string[] = [];
      const reader = packetRows(({ stream, timeBase, pts, bytes }) =>
        rows.push(`${stream} ${timeBase} ${pts} ${bytes}`),
      );
      for (let at = 0; at < LIST.length; at += size) reader.push(Buffer.from(LIST.slice(at, at + size)));
      reader.end();
      expect(rows).toHaveLength(4);
      expect(rows[0]).toBe('0 1,12800 0 727');
      expect(rows[3]).toBe('0 1,12800 12800 39');
    }
  });

  test('meet their bytes whichever comes first, and huge ones are passed over', () => {
    const got: string[] = [];
    const joiner = packetJoiner((pts, bytes) => got.push(`${pts}:${bytes.toString('latin1')}`));
    joiner.push(Buffer.from('abcde'));
    joiner.expect(1, 3);
    joiner.expect(2, 4);
    joiner.push(Buffer.from('fg'));
    joiner.expect(3, 2 << 20);
    joiner.expect(4, 2);
    joiner.push(Buffer.alloc(1 << 20));
    joiner.push(Buffer.concat([Buffer.alloc(1 << 20), Buffer.from('hi')]));
    expect(got).toEqual(['1:abc', '2:defg', '4:hi']);
  });
});

const unit = (...bytes: number[]): number[] => [0, 0, 0, 1, ...bytes];
const SPS = (level: number) => unit(0x67, 0x42, 0xc0, level, 0xda, 0x05);
const PPS = (byte: number) => unit(0x68, 0xce, byte);
const SEI = (text: string) =>
  unit(0x06, 5, 16 + text.length, ...Array.from({ length: 16 }, () => 0xaa), ...Buffer.from(text), 0x80);

describe('parameters', () => {
  test('of a packet: kinds, numbers, profile, and what the encoder says of itself', () => {
    const { sets, texts } = readParameters('h264', Buffer.from([...SEI('x264 - core 9'), ...SPS(30), ...PPS(1)]));
    expect(sets.map(({ kind, id, words }) => [kind, id, words])).toEqual([
      ['sequence', 0, 'Baseline 3.0'],
      ['picture', 0, null],
    ]);
    expect(texts).toEqual(['x264 - core 9']);
  });

  test('of bytes that are no parameters: nothing, and no end', () => {
    for (const bytes of [
      [],
      [0],
      [0, 0, 1],
      unit(0x67),
      unit(0x06, 255, 255),
      unit(0x06, 5, 255, 1),
      unit(0x68, 0, 0, 0, 0),
    ])
      expect(() => readParameters('h264', Buffer.from(bytes))).not.toThrow();
    expect(readParameters('hevc', Buffer.alloc(1 << 16)).sets).toEqual([]);
    expect(readParameters('h264', Buffer.from(SEI('\u0001\u0002'))).texts).toEqual([]);
  });

  const courseOf = (...packets: number[][]) => {
    const course = parameterCourse('h264');
    course.timeBaseIs([1, 25]);
    for (const [n, bytes] of packets.entries()) course.add(n * 25, Buffer.from(bytes));
    return course.result();
  };
  const pictures = (keys: number) =>
    coursePictures(
      {
        timeBase: [1, 25],
        pts: Array.from({ length: keys * 25 }, (_, n) => n),
        keys: Array.from({ length: keys }, (_, n) => n * 25),
      },
      null,
    );

  test('that change are told at their frame; the same ones again are not', () => {
    const same = Array.from({ length: 6 }, () => [...SPS(30), ...PPS(1)]);
    expect(parameterFindings(pictures(6), courseOf(...same))).toEqual([]);
    const changed = parameterFindings(pictures(4), courseOf(SPS(30), [], [...SPS(31), ...PPS(1)], SPS(31)));
    expect(changed).toMatchObject([{ first: 49, last: 50 }]);
    expect(changed[0]?.message).toBe(
      'The encoder’s sequence parameters change at frame 50 (Baseline 3.0 before, Baseline 3.1 from there on).',
    );
  });

  test('that a camera goes to and fro between are no change; a bit of another encoder is', () => {
    const toAndFro = Array.from({ length: 20 }, (_, n) => [...SPS(30), ...PPS(n % 2)]);
    expect(parameterFindings(pictures(20), courseOf(...toAndFro))).toEqual([]);
    const inserted = [30, 30, 31, 31, 30, 30].map(SPS);
    expect(parameterFindings(pictures(6), courseOf(...inserted)).map(({ last }) => last)).toEqual([50, 100]);
    const wild = Array.from({ length: 60 }, (_, n) => SPS(10 + n));
    expect(parameterFindings(pictures(60), courseOf(...wild))).toMatchObject([{ first: null, amount: 59 }]);
  });

  test('an introduction in the middle is told, one at every key frame is not', () => {
    const plain = SPS(30);
    const joined = [SEI('x264 - core 9'), plain, plain, plain, plain, SEI('x264 - core 9'), plain, plain];
    expect(encoderTextFindings(pictures(8), courseOf(...joined))).toMatchObject([{ first: 124, last: 125 }]);
    const always = Array.from({ length: 8 }, () => SEI('x265 (build 215)'));
    expect(encoderTextFindings(pictures(8), courseOf(...always))).toEqual([]);
    expect(encoderTextFindings(pictures(2), courseOf(plain, plain))).toEqual([]);
  });
});

describe('sound', () => {
  const film = coursePictures({ timeBase: [1, 25], pts: Array.from({ length: 250 }, (_, n) => n), keys: [0] }, null);
  const courseOf = (times: readonly number[], duration = 1024): AudioCourse => {
    const course = audioCourse();
    for (const pts of times) course.add({ stream: 1, timeBase: [1, 48_000], pts, duration, bytes: 9 });
    const result = course.result();
    if (result === null) throw new Error('no sound');
    return result;
  };
  const run = (from: number, seconds: number) =>
    Array.from({ length: Math.round((seconds * 48_000) / 1024) }, (_, n) => from * 48_000 + n * 1024);

  test('as long as the pictures, also with an encoder’s delay and rounded times', () => {
    expect(soundOffsetFindings(film, courseOf(run(-0.021, 10)))).toEqual([]);
    const rounded = run(0, 10).map((pts) => pts + ((pts * 7) % 48));
    expect(soundBreakFindings(film, courseOf(rounded))).toEqual([]);
  });

  test('that begins late, ends early, and leaves something out', () => {
    const found = soundOffsetFindings(film, courseOf(run(2, 5)));
    expect(found.map(({ message }) => message)).toEqual([
      'The sound begins 2.00 s after the first picture.',
      expect.stringMatching(/^The sound ends 3\.0\d s before the last picture\.$/),
    ]);
    const hole = soundBreakFindings(film, courseOf([...run(0, 4), ...run(6, 4)]));
    expect(hole).toMatchObject([{ kind: 'sound_gap', first: 100, last: 150 }]);
    expect(soundBreakFindings(film, courseOf([...run(0, 5), ...run(2, 5)]))[0]?.message).toMatch(/run back by 2\.99 s/);
  });

  test('whose container states no durations, or none that hold', () => {
    expect(soundBreakFindings(film, courseOf(run(0, 10), 0))).toEqual([]);
    expect(
      soundBreakFindings(
        film,
        courseOf(
          Array.from({ length: 20 }, (_, n) => n * 48_000),
          1024,
        ),
      ),
    ).toEqual([]);
    expect(audioCourse().result()).toBeNull();
  });
});

test('tags of the file and of its streams, and of nothing after them', () => {
  const tags = streamTags();
  const lines = [
    "Input #0, mov, from 'file:x':",
    '  Metadata:',
    '    encoder         : Lavf59.27.100',
    '  Chapters:',
    '      title           : not a tag of the file',
    '  Stream #0:0[0x1](und): Video: h264',
    '    Metadata:',
    '      handler_name    : VideoHandler: two',
    'Stream mapping:',
    '      handler_name    : after',
  ];
  for (const line of lines) tags.add(line);
  expect(tags.all()).toEqual([
    { stream: null, name: 'encoder', value: 'Lavf59.27.100' },
    { stream: 0, name: 'handler_name', value: 'VideoHandler: two' },
  ]);
});
