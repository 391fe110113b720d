import type { StripPicture } from '../../../shared/filmstrip.ts';
import { ptsToSeconds } from '../../../shared/time.ts';
import type { Work } from '../progress.ts';
import { type FfmpegInput, FIRST_FILM, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import { parseLogLine } from './ffmpeg-log.ts';
import type { KeptIndex } from './index-file.ts';
import { memoryFor } from './memory-allowance.ts';
import { mpjpegReader } from './mpjpeg-reader.ts';
import { assertInTime } from './sound-span.ts';

const MOST_PICTURES = 600;
/** More key pictures than this cost more to decode than single ones cost to seek. */
const MOST_KEYS = 900;
const PLACES = 60;
/** With fewer key pictures than this one finds no way; short films are then decoded whole. */
const FEW_KEYS = 12;
const SHORT_FRAMES = 20_000;
const WIDTH = 160;
const LIMIT_MS = 30 * 60_000;
const PLACE_LIMIT_MS = 30_000;

export interface FilmstripRequest {
  readonly program: string | null;
  readonly input: FfmpegInput;
  readonly index: KeptIndex;
  readonly work: Work;
}

/** How the pictures of a strip are come by. */
export type StripWay = 'keys' | 'places' | 'thinned';

/**
 * Key pictures are decoded alone. Where nearly every picture is one, single ones are sought; where hardly any is, a film
 * that is not too long is decoded whole and thinned.
 */
export function stripWay({ keys, pts }: Pick<KeptIndex, 'keys' | 'pts'>): StripWay {
  if (keys.length > MOST_KEYS) return 'places';
  return keys.length < FEW_KEYS && keys.length < pts.length && pts.length <= SHORT_FRAMES ? 'thinned' : 'keys';
}

/**
 * Small pictures from the whole length of a film, with the numbers of their frames. A picture whose time is not in the
 * list of frames, or is not that of a key picture where only those were taken, is dropped. Empty when none decodes. @throws AppError cancelled, ffmpeg_failed
 */
export async function makeFilmstrip(request: FilmstripRequest): Promise<StripPicture[]> {
  const { index } = request;
  const byTime = new Map<number, number>();
  for (const [n, at] of index.pts.entries()) if (!byTime.has(at)) byTime.set(at, n);
  const pictures = new Map<number, Uint8Array>();
  const way = stripWay(index);
  const keys = way === 'thinned' ? null : new Set(index.keys);
  const keep = (pts: number, jpeg: Uint8Array) => {
    const frame = byTime.get(pts);
    // A key picture with the time of another one would be proof that this file gives false times here.
    if (frame === undefined || pictures.has(frame) || keys?.has(frame) === false) return;
    pictures.set(frame, jpeg);
  };
  if (way === 'places') await fromPlaces(request, keep);
  else await fromWhole(request, way, keep);
  return [...pictures].sort(([a], [b]) => a - b).map(([frame, jpeg]) => ({ frame, jpeg }));
}

type Keep = (pts: number, jpeg: Uint8Array) => void;

/** One pass over the file; of the pictures that decode at most so many pass, evenly over its time. */
async function fromWhole(request: FilmstripRequest, way: 'keys' | 'thinned', keep: Keep): Promise<void> {
  const { index } = request;
  const [first = 0] = index.pts;
  const length = Math.max(1, (index.pts.at(-1) ?? first) - first);
  const most = way === 'keys' ? MOST_PICTURES : PLACES;
  const step = Math.ceil(length / (most - 1));
  const keysOnly = way === 'keys' ? ['-skip_frame', 'nokey'] : [];
  await takePictures(request, keysOnly, {
    selection: `select='isnan(prev_selected_t)+gte(pts-prev_selected_pts,${step})'`,
    count: most,
    limitMs: LIMIT_MS,
    keep: (pts, jpeg) => {
      keep(pts, jpeg);
      tell(request, (pts - first) / length);
    },
  });
}

/** Single pictures, each by a seek of its own. */
async function fromPlaces(request: FilmstripRequest, keep: Keep): Promise<void> {
  const { keys, pts, timeBase } = request.index;
  for (let i = 0; i < PLACES; i++) {
    const n = keys[Math.floor((i * (keys.length - 1)) / (PLACES - 1))] ?? 0;
    const at = ptsToSeconds(pts[n] ?? 0, timeBase);
    // Rounded up, so that the seek does not fall before the key picture that it aims at.
    const seek = ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', (Math.ceil(at * 1e6 - 1e-3) / 1e6).toFixed(6)];
    await takePictures(request, n === 0 ? [] : seek, { selection: 'null', count: 1, limitMs: PLACE_LIMIT_MS, keep });
    tell(request, (i + 1) / PLACES);
  }
}

interface Taking {
  readonly selection: string;
  readonly count: number;
  readonly limitMs: number;
  readonly keep: Keep;
}

async function takePictures(request: FilmstripRequest, options: readonly string[], taking: Taking): Promise<void> {
  const { program, input, work } = request;
  const times: number[] = [];
  const jpegs: Buffer[] = [];
  let given = 0;
  const give = () => {
    for (; given < Math.min(times.length, jpegs.length); given++) {
      const [at, jpeg] = [times[given], jpegs[given]];
      if (at !== undefined && jpeg !== undefined) taking.keep(at, jpeg);
    }
  };
  const reader = mpjpegReader((jpeg) => {
    jpegs.push(jpeg);
    give();
  });
  const filters = `${taking.selection},showinfo=checksum=0,${small()}`;
  const output = {
    options: [
      ...['-map', FIRST_FILM, '-vf', filters, '-frames:v', String(taking.count)],
      ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
      ...['-c:v', 'mjpeg', '-q:v', '5', '-pix_fmt', 'yuvj420p', '-flush_packets', '1', '-f', 'mpjpeg'],
    ],
    target: 'pipe:1',
  };
  const ended = await runFfmpeg(program, {
    input,
    args: ffmpegArguments({ ...input, options }, [output], 'info'),
    limitMs: taking.limitMs,
    memoryBytes: memoryFor(request.index.width * request.index.height, 'picture'),
    signal: work.signal,
    background: true,
    onStdout: reader.push,
    onLine: (text) => {
      const line = parseLogLine(text);
      const at = line?.source.startsWith('Parsed_showinfo') ? /^n:.*? pts: *(-?\d+) /.exec(line.text)?.[1] : undefined;
      if (at === undefined) return;
      times.push(Number(at));
      give();
    },
  });
  give();
  assertInTime(ended, 'Making the filmstrip');
}

/** Upright, square pixels, 160 wide; the colours as JPEG wants them (ITU-T T.871). */
const small = (): string => {
  const width = `max(1,min(${WIDTH},round(iw*sar)))`;
  const height = `max(1,round(ih*min(1,${WIDTH}/(iw*sar))))`;
  return `scale=w='${width}':h='${height}':flags=bilinear:out_color_matrix=bt601:out_range=pc,setsar=1`;
};

function tell({ index, work }: FilmstripRequest, share: number): void {
  const total = index.pts.length;
  const done = Math.round(Math.max(0, Math.min(1, share)) * total);
  work.onStep({ step: 'Making the filmstrip', done, total, unit: 'frames' });
}
