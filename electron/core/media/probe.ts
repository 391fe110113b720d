import type { EvidenceKind, Metadata, ReviewWay, Warning } from '../../../shared/evidence.ts';
import type { Work } from '../progress.ts';
import { breakdownOf, NO_MEMORY } from './breakdown.ts';
import { type Dump, type DumpStream, filmOf, parseDump, soundOf, uprightSize } from './dump-parser.ts';
import { saysEncrypted } from './encryption.ts';
import { type FfmpegEnded, type FfmpegInput, FIRST_FILM, ffmpegArguments, inputFor, runFfmpeg } from './ffmpeg.ts';
import { isDecodeError, type LogLine, leftOutDecoder, parseLogLine } from './ffmpeg-log.ts';
import type { Family } from './file-families.ts';
import type { Probe } from './first-look.ts';
import type { MediaContext } from './media-context.ts';
import { memoryFor, moreMemory } from './memory-allowance.ts';
import { openingWarnings, soundMayDecode } from './opening-warnings.ts';
import { reviewWayOf } from './review-way.ts';
import type { Sniffed } from './sniff.ts';

const QUICK_LIMIT_MS = 30_000;

/** What ffmpeg says about a file when it opens it and decodes its first picture. */
export interface Opened {
  readonly dump: Dump;
  readonly errors: readonly LogLine[];
  /** Pictures decoded: 1, or 0 when none could be. */
  readonly pictures: number;
  readonly timedOut: boolean;
  /** Decoders that the file wanted and that are kept away from files of its kind. */
  readonly leftOut: readonly string[];
  /** True when the first picture did not come for want of memory, or because the decoder broke. */
  readonly brokeDown: string | null;
}

/** Opens a file with ffmpeg, reads its dump and tries its first picture. @throws AppError ffmpeg_missing, cancelled */
export async function openWithFfmpeg(
  program: string | null,
  input: FfmpegInput,
  signal?: AbortSignal,
): Promise<Opened> {
  const first = {
    options: ['-map', FIRST_FILM, '-frames:v', '1', '-fps_mode', 'passthrough', '-f', 'framemd5'],
    target: 'pipe:1',
  };
  const run = async (memoryBytes = memoryFor(null)) => {
    const args = ffmpegArguments(input, [first], 'info');
    return openedBy(await runFfmpeg(program, { input, args, limitMs: QUICK_LIMIT_MS, memoryBytes, signal }));
  };
  const opened = await run();
  const more = opened.brokeDown === NO_MEMORY ? moreMemory(filmOf(opened.dump)) : null;
  return more === null ? opened : run(more);
}

function openedBy(ended: FfmpegEnded): Opened {
  const lines = ended.lines.map(parseLogLine).filter((line) => line !== null);
  return {
    dump: parseDump(lines.filter((line) => line.level === 'info').map((line) => line.text)),
    errors: lines.filter(isDecodeError),
    pictures: /^0,/m.test(ended.stdout.toString('latin1')) ? 1 : 0,
    timedOut: ended.timedOut,
    leftOut: lines.map(leftOutDecoder).filter((name) => name !== null),
    brokeDown: breakdownOf(ended),
  };
}

/** First look at a film or a sound file. Whatever is inside it, the answer is a description with warnings. */
export async function probeFilm(context: MediaContext, sha256: string, sniffed: Sniffed, work: Work): Promise<Probe> {
  const { family } = sniffed;
  const file = context.store.original(sha256);
  const input = inputFor(file, family);
  if (context.ffmpeg === null || input === null) return withoutFfmpeg(sniffed);
  const opened = await openWithFfmpeg(context.ffmpeg, input, work.signal);
  const warnings: Warning[] = [];
  if (await saysEncrypted(file, family)) warnings.push(ENCRYPTED);
  const film = filmOf(opened.dump);
  const sound = soundOf(opened.dump);
  const review = reviewOf(family, opened, film, sound);
  warnings.push(...openingWarnings(family, opened, film, sound));
  const size = film === null ? null : uprightSize(film);
  return {
    kind: kindOf(family, film, sound),
    mime: mimeOf(sniffed, film, sound),
    review,
    rotation: film === null ? null : film.rotation,
    width: size?.width ?? null,
    height: size?.height ?? null,
    durationSeconds: opened.dump.durationSeconds,
    pages: null,
    hasAudio: sound !== null,
    metadata: metadataOf(opened.dump),
    warnings,
  };
}

const ENCRYPTED: Warning = {
  code: 'encrypted',
  message:
    'The file says that its content is encrypted. What can be decoded may be noise; ask the source for an unprotected copy.',
};

function withoutFfmpeg({ family, mime }: Sniffed): Probe {
  const message =
    'The program ffmpeg was not found, so this recording could not be looked into. It is kept as evidence; install ffmpeg and import it again to review it.';
  const nothing = { rotation: null, width: null, height: null, durationSeconds: null, pages: null, hasAudio: false };
  const metadata = { container: family.label, streams: [], tags: {} };
  return {
    kind: family.kind,
    mime,
    review: 'none',
    ...nothing,
    metadata,
    warnings: [{ code: 'ffmpeg_missing', message }],
  };
}

function kindOf(family: Family, film: DumpStream | null, sound: DumpStream | null): EvidenceKind {
  if (film !== null) return 'video';
  return sound !== null ? 'audio' : family.kind;
}

function mimeOf({ mime }: Sniffed, film: DumpStream | null, sound: DumpStream | null): string {
  return film === null && sound !== null ? mime.replace(/^video\//, 'audio/') : mime;
}

function reviewOf(family: Family, opened: Opened, film: DumpStream | null, sound: DumpStream | null): ReviewWay {
  if (film !== null) return opened.pictures > 0 ? reviewWayOf(family, opened.dump) : 'none';
  const decodes = sound !== null && soundMayDecode(family, sound) && sound.sampleRate !== null;
  return decodes ? reviewWayOf(family, opened.dump) : 'none';
}

function metadataOf(dump: Dump): Metadata {
  const streams = dump.streams.map(({ index, type, codec, description, language }) => ({
    index,
    type,
    codec,
    description,
    language,
  }));
  return { container: dump.container, streams, tags: dump.tags };
}
