import { describe, expect, test } from 'vitest';
import { filmOf, parseDump, soundOf, uprightSize } from '../../electron/core/media/dump-parser.ts';
import { isDecodeError, parseLogLine, tidyMessage } from '../../electron/core/media/ffmpeg-log.ts';
import { framemd5Reader } from '../../electron/core/media/framemd5.ts';
import { mpjpegReader } from '../../electron/core/media/mpjpeg-reader.ts';
import { parseShowinfo } from '../../electron/core/media/showinfo.ts';

/** Printed by ffmpeg 5.1.9 for a phone recording. */
const PHONE = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x.bin':
  Metadata:
    major_brand     : qt  
    creation_time   : 2021-05-25T16:21:51.000000Z
    com.apple.quicktime.location.ISO6709: +37.7450-122.4301+066.374/
    comment         : first line
                    : second line
  Duration: 00:00:00.30, start: 0.000000, bitrate: 3691 kb/s
  Stream #0:0[0x1](und): Video: hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 1920x1080, 3265 kb/s, 30 fps, 30 tbr, 600 tbn (default)
    Metadata:
      creation_time   : 2021-05-25T16:21:51.000000Z
      handler_name    : Core Media Video
    Side data:
      DOVI configuration record: version: 1.0, profile: 8, level: 4, rpu flag: 1, el flag: 0, bl flag: 1, compatibility id: 4
      displaymatrix: rotation of -90.00 degrees
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 137 kb/s (default)
  Stream #0:2[0x3](und): Data: none (mebx / 0x7862656D), 0 kb/s (default)
Stream mapping:
  Stream #0:0 -> #0:0 (hevc (native) -> rawvideo (native))`.split('\n');

/** Printed by ffmpeg 5.1.9 for a transport stream, a ProRes film and a cut QuickTime film with a cover picture. */
const BROADCAST = `Input #0, mpegts, from 'file:/x.bin':
  Duration: 00:00:00.62, start: 43473.703389, bitrate: 6575 kb/s
  Program 132 
  Stream #0:0[0x31]: Video: mpeg2video (Main) ([2][0][0][0] / 0x0002), yuv420p(tv, progressive), 1280x720 [SAR 1:1 DAR 16:9], Closed Captions, 15000 kb/s, 59.94 fps, 59.94 tbr, 90k tbn
  Stream #0:1[0x34](eng): Audio: ac3 ([4][0][0][0] / 0x0004), 48000 Hz, 5.1(side), fltp, 384 kb/s`.split('\n');
const PRORES = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x.bin':
  Duration: 00:00:00.09, start: 0.000000, bitrate: 16084 kb/s
  Stream #0:0[0x1](eng): Video: prores (Standard) (apcn / 0x6E637061), yuv422p10le(tv, smpte170m/unknown/unknown, bottom coded first (swapped)), 720x576, 17051 kb/s, SAR 16:15 DAR 4:3, 25 fps, 25 tbr, 12800 tbn (default)`.split(
  '\n',
);
const COVER = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x.bin':
  Duration: 00:00:04.97, bitrate: 6 kb/s
  Stream #0:0[0x0]: Video: mjpeg (Baseline), yuvj420p(pc, bt470bg/unknown/unknown), 8x8, 90k tbr, 90k tbn (attached pic)
  Stream #0:1[0x1](eng): Video: mjpeg (jpeg / 0x6765706A), none(bt470bg/unknown/unknown), 320x240, 30 fps, 90k tbr, 90k tbn (default)
  Stream #0:2[0x2](eng): Audio: pcm_u8 (raw  / 0x20776172), 7875 Hz, mono, u8, 63 kb/s (default)`.split('\n');

describe('dump of an input', () => {
  test('phone recording: turn, tags over two lines, sizes', () => {
    const dump = parseDump(PHONE);
    expect(dump).toMatchObject({ container: 'mov,mp4,m4a,3gp,3g2,mj2', durationSeconds: 0.3, startSeconds: 0 });
    expect(dump.tags).toMatchObject({
      'com.apple.quicktime.location.ISO6709': '+37.7450-122.4301+066.374/',
      comment: 'first line\nsecond line',
    });
    expect(dump.streams.map(({ type }) => type)).toEqual(['video', 'audio', 'data']);
    const film = filmOf(dump);
    expect(film).toMatchObject({
      codec: 'hevc',
      pixelFormat: 'yuv420p10le',
      width: 1920,
      height: 1080,
      rotation: 90,
      language: null,
    });
    expect(film && uprightSize(film)).toEqual({ width: 1080, height: 1920 });
    expect(soundOf(dump)).toMatchObject({ codec: 'aac', sampleRate: 44_100 });
  });

  test('transport stream: start far from zero, language', () => {
    const dump = parseDump(BROADCAST);
    expect(dump.startSeconds).toBeCloseTo(43_473.703389);
    expect(filmOf(dump)).toMatchObject({
      codec: 'mpeg2video',
      pixelFormat: 'yuv420p',
      width: 1280,
      height: 720,
      rotation: 0,
    });
    expect(soundOf(dump)?.language).toBe('eng');
  });

  test('pixels that are not square: the height is kept', () => {
    const film = filmOf(parseDump(PRORES));
    expect(film?.sar).toEqual([16, 15]);
    expect(film && uprightSize(film)).toEqual({ width: 768, height: 576 });
    expect(film && uprightSize({ ...film, rotation: 90 })).toEqual({ width: 540, height: 720 });
  });

  test('a cover picture is no film', () => {
    const dump = parseDump(COVER);
    expect(dump.streams[0]?.attachedPicture).toBe(true);
    expect(filmOf(dump)).toMatchObject({ index: 1, pixelFormat: 'none' });
  });

  test('nothing in, nothing out; a tag cannot reach the prototype', () => {
    expect(parseDump([])).toEqual({
      container: null,
      durationSeconds: null,
      startSeconds: null,
      streams: [],
      tags: {},
    });
    const { tags } = parseDump([
      "Input #0, mov, from 'x':",
      '  Metadata:',
      '    __proto__       : polluted',
      '  Duration: N/A, bitrate: N/A',
    ]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
    expect(Object.keys(tags)).toEqual(['__proto__']);
  });
});

describe('log lines', () => {
  test('level, module and text, also behind several modules', () => {
    expect(parseLogLine('[h264 @ 0x55c2bfb19900] [error] error while decoding MB 3 79, bytestream -27')).toEqual({
      level: 'error',
      source: 'h264',
      text: 'error while decoding MB 3 79, bytestream -27',
    });
    expect(parseLogLine('[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x2] [error] corrupt input')).toMatchObject({
      source: 'dec:h264',
    });
    expect(parseLogLine("[info] Input #0, mpegts, from 'x':")).toEqual({
      level: 'info',
      source: '',
      text: "Input #0, mpegts, from 'x':",
    });
    expect(parseLogLine('Consider increasing the value')).toBeNull();
  });

  test('faults in the file are told from talk of the program', () => {
    const fault = (line: string) => isDecodeError(parseLogLine(line) ?? { level: 'info', source: '', text: '' });
    expect(fault('[matroska,webm @ 0x1] [error] File ended prematurely')).toBe(true);
    expect(fault('[warning] x.ts: corrupt decoded frame in stream 0')).toBe(true);
    expect(fault("[fatal] Stream map '0:V:0' matches no streams.")).toBe(false);
    expect(fault('[mpegts @ 0x1] [warning] probed stream 2 failed')).toBe(false);
  });

  test('what a person reads holds no path and no address', () => {
    const line = parseLogLine('[error] file:/home/someone/lib/originals/ab/cd.bin: Invalid data at 0x55c2bfb19900');
    expect(line && tidyMessage(line)).toBe('the file Invalid data at');
  });
});

test('showinfo: key flag and field order, and no other line', () => {
  const text = 'n:  18 pts: 183057 pts_time:2.03397 pos:   968200 fmt:yuv420p sar:1/1 s:1920x1080 i:T iskey:1 type:I ';
  expect(parseShowinfo(text)).toEqual({ key: true, fieldOrder: 'top', shape: '1920x1080 yuv420p' });
  expect(parseShowinfo(text.replace('i:T', 'i:P').replace('iskey:1', 'iskey:0'))).toEqual({
    key: false,
    fieldOrder: 'progressive',
    shape: '1920x1080 yuv420p',
  });
  expect(parseShowinfo('n: 1 pts: 5 iskey:0')?.shape).toBe('');
  expect(parseShowinfo('config in time_base: 1/600, frame_rate: 30/1')).toBeNull();
});

test('framemd5: header and rows, whatever pieces they come in', () => {
  const text =
    '#format: frame checksums\n#tb 0: 1/600\n#dimensions 0: 1080x1920\n#sar 0: 0/1\n#stream#, dts,        pts, duration,     size, hash\n0,        -20,        -20,       20,  6220800, 81a45b84cb14e039ad6b3f7ca361d634\n0,          0,          0,       20,  6220800, aff9fad05c34ae5b310950de9815b2e7\n1, 0, 0, 1, 1, ffffffffffffffffffffffffffffffff';
  for (const size of [1, 7, 50, 10_000]) {
    const rows: [number, string][] = [];
    const reader = framemd5Reader((pts, md5) => rows.push([pts, md5]));
    for (let i = 0; i < text.length; i += size) reader.push(Buffer.from(text.slice(i, i + size)));
    reader.end();
    expect(reader.header).toEqual({ timeBase: [1, 600], width: 1080, height: 1920 });
    expect(rows).toEqual([
      [-20, '81a45b84cb14e039ad6b3f7ca361d634'],
      [0, 'aff9fad05c34ae5b310950de9815b2e7'],
    ]);
  }
});

test('mpjpeg: pictures by their stated length, whatever pieces they come in', () => {
  const part = (body: string) =>
    `--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${body.length}\r\n\r\n${body}\r\n`;
  const text = part('first\r\n\r\npicture') + part('second');
  for (const size of [1, 13, 1000]) {
    const pictures: string[] = [];
    const reader = mpjpegReader((jpeg) => pictures.push(jpeg.toString()));
    for (let i = 0; i < text.length; i += size) reader.push(Buffer.from(text.slice(i, i + size)));
    expect(pictures).toEqual(['first\r\n\r\npicture', 'second']);
  }
  expect(() => mpjpegReader(() => {}).push(Buffer.from('--ffmpeg\r\nContent-type: image/jpeg\r\n\r\nx'))).toThrow(
    'without a length',
  );
});
