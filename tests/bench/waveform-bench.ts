/**
 * Reads the sound of a made 3-hour film into a waveform: wanted are 1,000 times real time and 100 MB at most. Noise is the
 * dearest sound there is; ffmpeg's own decode of it in the same run says how much of the time is the decoder's.
 * Run: node tests/bench/waveform-bench.ts [hours]
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWaveform } from '../../electron/core/media/waveform-maker.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';
import { encodeWaveform } from '../../shared/waveform.ts';

/** As phones record it; noise, which costs a decoder more than a tone. */
const SOUND = {
  source: 'anoisesrc=color=pink:amplitude=0.3:sample_rate=48000',
  encode: ['-c:a', 'aac', '-ar', '48000', '-ac', '2', '-b:a', '128k'],
};

const hours = Number(process.argv[2] ?? 3);
const seconds = hours * 3600;
const dir = mkdtempSync(join(tmpdir(), 'aigaq-waveform-'));
try {
  const path = join(dir, 'long.mp4');
  const second = join(dir, 'minute.mp4');
  // One minute is encoded and then repeated without encoding: the file is as long as one that was made in full.
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=5', '-f', 'lavfi', '-i', SOUND.source],
    ...['-t', '60', '-c:v', 'libx264', '-preset', 'ultrafast', ...SOUND.encode, '-y', second],
  ]);
  const repeat = ['-v', 'error', '-stream_loop', String(hours * 60 - 1), '-i', second, '-c', 'copy'];
  execFileSync('ffmpeg', [...repeat, '-t', String(seconds), '-y', path]);

  let peak = process.memoryUsage().rss;
  const before = peak;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const decoding = performance.now();
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'null', '-']);
  const decode = (performance.now() - decoding) / 1000;
  const started = performance.now();
  const work = { onStep: () => {}, signal: new AbortController().signal };
  const waveform = await makeWaveform({
    ...{
      program: 'ffmpeg',
      input: { file: plainFile(path), demuxer: 'mov', decoders: null },
      span: { start: 0, end: seconds },
      seconds,
      work,
    },
  });
  const wall = (performance.now() - started) / 1000;
  clearInterval(watch);
  const bytes = waveform === null ? 0 : encodeWaveform(waveform).length;
  const megabytes = (value: number) => Number((value / 1e6).toFixed(1));
  process.stdout.write(
    `${JSON.stringify({
      secondsOfSound: waveform?.levels[0] ? waveform.levels[0].min.length / 100 : 0,
      wallSeconds: Number(wall.toFixed(2)),
      timesRealTime: Math.round(seconds / wall),
      decodeAloneTimesRealTime: Math.round(seconds / decode),
      fileMB: megabytes(bytes),
      rssBeforeMB: megabytes(before),
      rssPeakMB: megabytes(peak),
    })}\n`,
  );
} finally {
  rmSync(dir, { recursive: true });
}
