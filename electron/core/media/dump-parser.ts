import type { StreamFacts } from '../../../shared/evidence.ts';

/** One stream as ffmpeg's dump of an input describes it. */
export interface DumpStream extends StreamFacts {
  readonly pixelFormat: string | null;
  /** Coded size in pixels, before rotation and before pixels are made square. */
  readonly width: number | null;
  readonly height: number | null;
  readonly sar: readonly [number, number];
  /** Clockwise turn in degrees that makes the picture upright: 0, 90, 180 or 270. */
  readonly rotation: number;
  readonly attachedPicture: boolean;
  readonly sampleRate: number | null;
}

/** What `ffmpeg -i` tells about a file. Absent facts are null: the dump is for people and may lack anything. */
export interface Dump {
  readonly container: string | null;
  readonly durationSeconds: number | null;
  readonly startSeconds: number | null;
  readonly streams: readonly DumpStream[];
  readonly tags: Readonly<Record<string, string>>;
}

const MAX_TAGS = 200;
const MAX_TAG_LENGTH = 1000;
const STREAM =
  /^ {2,}Stream #0:(\d+)(?:\[[^\]]*\])?(?:\(([^)]*)\))?: (Video|Audio|Subtitle|Data|Attachment|Unknown): (.*)$/;
const TYPES = {
  Video: 'video',
  Audio: 'audio',
  Subtitle: 'subtitle',
  Data: 'data',
  Attachment: 'attachment',
  Unknown: 'data',
} as const;

/** Reads the dump that ffmpeg prints for its first input, given as the texts of its log lines. */
export function parseDump(lines: readonly string[]): Dump {
  const first = lines.findIndex((line) => line.startsWith('Input #0, '));
  if (first < 0) return { container: null, durationSeconds: null, startSeconds: null, streams: [], tags: {} };
  const container = /^Input #0, (.*), from /.exec(lines[first] ?? '')?.[1] ?? null;
  const tags: Record<string, string> = {};
  const streams: DumpStream[] = [];
  let durationSeconds: number | null = null;
  let startSeconds: number | null = null;
  let lastTag = '';
  for (const line of lines.slice(first + 1)) {
    if (/^(Stream mapping|Output #|Input #1|Press )/.test(line)) break;
    const duration = /^ {2}Duration: (\S+?)(?:, start: (-?[\d.]+))?(?:,|$)/.exec(line);
    if (duration) {
      durationSeconds = clockSeconds(duration[1] ?? '');
      startSeconds = duration[2] === undefined ? null : Number(duration[2]);
    }
    const stream = STREAM.exec(line);
    if (stream) streams.push(parseStream(stream));
    else if (streams.length > 0) turn(streams, line);
    else if (durationSeconds === null) lastTag = readTag(tags, line, lastTag);
  }
  return { container, durationSeconds, startSeconds, streams, tags };
}

function clockSeconds(text: string): number | null {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

/** A tag line is indented by four; a value that goes on below is indented and opens with a colon. */
function readTag(tags: Record<string, string>, line: string, lastTag: string): string {
  const match = /^ {4}(.{0,200}?)\s*: ?(.*)$/.exec(line);
  if (!match || Object.keys(tags).length >= MAX_TAGS) return lastTag;
  const name = match[1]?.trim() ?? '';
  if (name === '') {
    if (lastTag !== '') tags[lastTag] = `${tags[lastTag]}\n${match[2]}`.slice(0, MAX_TAG_LENGTH);
    return lastTag;
  }
  Object.defineProperty(tags, name, {
    value: (match[2] ?? '').trim().slice(0, MAX_TAG_LENGTH),
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return name;
}

function parseStream(match: RegExpExecArray): DumpStream {
  const description = match[4] ?? '';
  const type = TYPES[(match[3] ?? 'Unknown') as keyof typeof TYPES];
  const language = match[2] ?? '';
  return {
    index: Number(match[1]),
    type,
    codec: /^[^\s,]+/.exec(description)?.[0] ?? '',
    description: description.slice(0, 500),
    language: language === 'und' || language === '' ? null : language,
    ...pictureFacts(type === 'video' ? description : ''),
    rotation: 0,
    attachedPicture: /\((attached pic|timed thumbnails)\)/.test(description),
    sampleRate: type === 'audio' ? Number(/\b(\d+) Hz/.exec(description)?.[1] ?? 0) || null : null,
  };
}

function pictureFacts(description: string): Pick<DumpStream, 'pixelFormat' | 'width' | 'height' | 'sar'> {
  // Commas inside brackets belong to one part: "yuv420p(tv, bt709)".
  const second = description.split(/, (?![^([]*[)\]])/)[1] ?? '';
  const size = /(?:^|, )(\d+)x(\d+)(?=[ ,]|$)/.exec(description);
  const sar = /\bSAR (\d+):(\d+)/.exec(description);
  const num = Number(sar?.[1]);
  const den = Number(sar?.[2]);
  return {
    pixelFormat: /^[a-z0-9_]+/.exec(second)?.[0] ?? null,
    width: size ? Number(size[1]) : null,
    height: size ? Number(size[2]) : null,
    sar: num > 0 && den > 0 ? [num, den] : [1, 1],
  };
}

/** Applies a display matrix, which ffmpeg states as the counter-clockwise turn of the coded picture. */
function turn(streams: DumpStream[], line: string): void {
  const degrees = /display ?matrix: rotation of (-?[\d.]+)/i.exec(line)?.[1];
  const last = streams.at(-1);
  if (degrees === undefined || last === undefined || last.type !== 'video') return;
  const clockwise = Math.round(-Number(degrees) / 90) * 90;
  streams[streams.length - 1] = { ...last, rotation: ((clockwise % 360) + 360) % 360 };
}

/** The stream that is reviewed as film: the first one that is no cover picture. */
export function filmOf(dump: Dump): DumpStream | null {
  return dump.streams.find((stream) => stream.type === 'video' && !stream.attachedPicture) ?? null;
}

export function soundOf(dump: Dump): DumpStream | null {
  return dump.streams.find((stream) => stream.type === 'audio') ?? null;
}

/** Size of the upright picture with square pixels; the height is kept and the width scaled. */
export function uprightSize(film: DumpStream): { width: number; height: number } | null {
  if (film.width === null || film.height === null || film.width === 0 || film.height === 0) return null;
  const lying = film.rotation === 90 || film.rotation === 270;
  const [num, den] = lying ? [film.sar[1], film.sar[0]] : film.sar;
  const [width, height] = lying ? [film.height, film.width] : [film.width, film.height];
  return { width: Math.max(1, Math.round((width * num) / den)), height };
}
