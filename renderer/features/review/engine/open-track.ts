import {
  Input,
  InputDisposedError,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  UnsupportedInputFormatError,
  UrlSource,
  WEBM,
} from 'mediabunny';
import { SourceFailure } from './source-picture.ts';

/** A recording opened for reading, with its first video track, which is the one that the index lists. */
export interface OpenedTrack {
  readonly input: Input;
  readonly track: InputVideoTrack;
}

/** Bytes of the original that are kept for going back and forth. */
const CACHE_BYTES = 48 << 20;
const TRIES = 3;

/**
 * Opens an original where it lies, by Range requests. The browser's own cache is passed by: evidence shall not be copied
 * into it.
 */
function inputOf(url: string): Input {
  const source = new UrlSource(url, {
    requestInit: { cache: 'no-store', credentials: 'same-origin' },
    maxCacheSize: CACHE_BYTES,
    parallelism: 2,
    getRetryDelay: (before) => (before < TRIES ? 0.2 * 2 ** before : null),
    // Whoever reads next is told again.
    handleUnhandledError: () => undefined,
  });
  return new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS] });
}

/** @throws SourceFailure when the container or the codec is none that is decoded here */
export async function openTrack(url: string): Promise<OpenedTrack> {
  const input = inputOf(url);
  try {
    const [track] = await input.getVideoTracks();
    if (track === undefined) throw new SourceFailure('unsupported', 'no video track was found');
    if (!(await track.canDecode()))
      throw new SourceFailure('unsupported', `${await track.getCodec()} is not decoded here`);
    return { input, track };
  } catch (error) {
    input.dispose();
    throw asFailure(error);
  }
}

/** Puts what a demuxer or decoder threw into our words; what a request's end threw stays what it is. */
export function asFailure(error: unknown): unknown {
  if (error instanceof SourceFailure || error instanceof InputDisposedError) return error;
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnsupportedInputFormatError) return new SourceFailure('unsupported', message, { cause: error });
  if (error instanceof DOMException) return new SourceFailure('decoder', message, { cause: error });
  const reading = error instanceof TypeError || /fetch/i.test(message);
  return new SourceFailure(reading ? 'unreadable' : 'decoder', message, { cause: error });
}
