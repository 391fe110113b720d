import { AppError } from '../../../shared/errors.ts';
import type { Item } from '../../../shared/evidence.ts';
import { encodeFilmstrip } from '../../../shared/filmstrip.ts';
import type { Proxy as ReviewCopy } from '../../../shared/preparation.ts';
import { encodeWaveform } from '../../../shared/waveform.ts';
import type { Work } from '../progress.ts';
import { usableSound } from './clip-sound.ts';
import { makeFilmstrip } from './filmstrip-maker.ts';
import type { KeptIndex } from './index-file.ts';
import { ffmpegInputOf, type MediaContext } from './media-context.ts';
import type { PictureOrigin } from './pictures.ts';
import { isOutdated, type PreparedNames, preparedNames } from './prepared-names.ts';
import type { Opened } from './probe.ts';
import { makeProxy } from './proxy-maker.ts';
import { chunkCount, runsOf } from './proxy-plan.ts';
import { CHUNK_FRAMES, PROXY_GOP, proxySize, shownSize } from './proxy-shape.ts';
import type { ReaderPosition } from './reader-position.ts';
import { makeSound } from './sound-file.ts';
import { pictureSpan } from './sound-span.ts';
import { makeWaveform } from './waveform-maker.ts';

/** What must be known of an item to find what was prepared for it. */
export type Recording = Pick<Item, 'sha256' | 'kind' | 'frames' | 'width' | 'height' | 'durationSeconds'>;

/** What there is. `tried`: it is there, or it has turned out that it cannot be made. */
export interface Prepared {
  readonly filmstrip: Part;
  readonly waveform: Part;
  readonly sound: Part;
  /** The proxy as far as it is made; null for sound, and while the decoder's list of frames is still to come. */
  readonly proxy: ReviewCopy | null;
}

export interface Part {
  readonly there: boolean;
  readonly tried: boolean;
}

export type ReviewPart = 'filmstrip' | 'waveform' | 'sound';

/** Derived files that make a recording quick to review. Each stands there whole or not at all. */
export interface ReviewFiles {
  look(recording: Recording): Promise<Prepared>;
  /** Makes one of them, or notes that this original has none. @throws AppError cancelled, disk_full, ffmpeg_failed */
  make(part: ReviewPart, recording: Recording, work: Work): Promise<void>;
  /** Makes what is missing of the proxy. @throws AppError as above; verification_failed */
  makeProxy(recording: Recording, reader: ReaderPosition, work: Work, onChunk: () => void): Promise<void>;
  /** Removes what was made by a list of frames that has been replaced. */
  tidy(recording: Recording): Promise<void>;
  /** Under which name one of them is kept; null while it is not made. */
  name(part: ReviewPart, recording: Recording): Promise<string | null>;
  /** Bytes of chunk k of the proxy; null while it is not made. */
  chunk(recording: Recording, k: number): Promise<Uint8Array | null>;
}

export interface ReviewFileDeps {
  readonly context: MediaContext;
  readonly index: (sha256: string) => Promise<KeptIndex>;
  readonly opened: (origin: Pick<PictureOrigin, 'sha256' | 'input'>) => Promise<Opened>;
}

export function createReviewFiles({ context, index: indexOf, opened }: ReviewFileDeps): ReviewFiles {
  const { store, ffmpeg: program } = context;

  /** Null for a film of which no picture is listed yet, or ever. */
  async function known(recording: Recording): Promise<{ index: KeptIndex | null; names: PreparedNames } | null> {
    if (recording.kind === 'audio') return { index: null, names: preparedNames(null, null) };
    if (recording.kind !== 'video' || !recording.frames) return null;
    const index = await indexOf(recording.sha256);
    return { index, names: preparedNames(index, proxySize(shownSize(recording, index))) };
  }

  async function needed(recording: Recording) {
    const found = await known(recording);
    const input = await ffmpegInputOf(context, recording.sha256);
    if (found === null || input === null)
      throw new AppError('not_reviewable', 'This item has nothing that could be prepared for review.');
    return { ...found, input };
  }

  async function bytesOf(part: ReviewPart, recording: Recording, work: Work): Promise<Uint8Array | null> {
    const { index, input } = await needed(recording);
    const { sha256, durationSeconds: seconds } = recording;
    if (part === 'filmstrip') {
      const pictures = index === null ? [] : await makeFilmstrip({ program, input, index, work });
      return pictures.length === 0 ? null : encodeFilmstrip(pictures);
    }
    if (usableSound(await opened({ sha256, input })) === null) return null;
    const span = index === null ? null : pictureSpan(index);
    const waveform = await makeWaveform({ program, input, span, seconds, work });
    return waveform === null ? null : encodeWaveform(waveform);
  }

  async function soundFile(recording: Recording, name: string, work: Work): Promise<boolean> {
    const { index, input } = await needed(recording);
    const { sha256, durationSeconds: seconds } = recording;
    const sound = usableSound(await opened({ sha256, input }));
    if (sound === null) return false;
    const span = index === null ? null : pictureSpan(index);
    try {
      await store.makeDerived(sha256, name, async (write) => {
        if (!(await makeSound({ program, input, sound, span, seconds, work }, write))) throw new NoSound();
      });
      return true;
    } catch (error) {
      if (error instanceof NoSound) return false;
      throw error;
    }
  }

  return {
    async look(recording) {
      const found = await known(recording);
      if (found === null) return { filmstrip: ABSENT, waveform: ABSENT, sound: ABSENT, proxy: null };
      const { index, names } = found;
      const there = new Set(await store.listDerived(recording.sha256));
      const part = (name: string): Part => {
        const is = there.has(name);
        return { there: is, tried: is || there.has(names.none(name)) };
      };
      return {
        filmstrip: index === null ? ABSENT : part(names.filmstrip),
        waveform: part(names.waveform),
        sound: part(names.sound),
        proxy: index === null || index.md5 === null ? null : copyOf(recording, index, names, there),
      };
    },

    async make(part, recording, work) {
      const { sha256 } = recording;
      const { names } = await needed(recording);
      const name = names[part];
      if (part === 'sound') {
        if (!(await soundFile(recording, name, work))) await store.writeDerived(sha256, names.none(name), NOTHING);
        return;
      }
      const bytes = await bytesOf(part, recording, work);
      await store.writeDerived(sha256, bytes === null ? names.none(name) : name, bytes ?? NOTHING);
    },

    async makeProxy(recording, reader, work, onChunk) {
      const { index, names, input } = await needed(recording);
      if (index === null || index.md5 === null) return;
      const { sha256 } = recording;
      const made = chunksOf(await store.listDerived(sha256), names, index);
      const origin = { sha256, program, input, index };
      const size = proxySize(shownSize(recording, index));
      await makeProxy({
        ...{ origin, store, size, names, made, reader, work, onChunk },
        opened: await opened({ sha256, input }),
      });
    },

    async tidy(recording) {
      const found = await known(recording);
      // The container's list may still be replaced, or confirmed.
      if (found === null || found.index?.source === 'container') return;
      const old = (await store.listDerived(recording.sha256)).filter((name) => isOutdated(name, found.names));
      for (const name of old) await store.removeDerived(recording.sha256, name);
    },

    async name(part, recording) {
      const found = await known(recording);
      if (found === null) return null;
      const name = found.names[part];
      return (await store.listDerived(recording.sha256)).includes(name) ? name : null;
    },

    async chunk(recording, k) {
      const found = await known(recording);
      if (found === null || found.index === null || found.index.md5 === null) return null;
      return store.readDerived(recording.sha256, found.names.chunk(k));
    },
  };
}

class NoSound extends Error {}

const ABSENT: Part = { there: false, tried: true };
const NOTHING = new Uint8Array(0);

function chunksOf(there: Iterable<string>, names: PreparedNames, index: KeptIndex): Set<number> {
  const count = chunkCount(index.pts.length);
  const numbers = [...there].map((name) => names.chunkOf(name));
  return new Set(numbers.filter((k) => k !== null).filter((k) => k < count));
}

function copyOf(recording: Recording, index: KeptIndex, names: PreparedNames, there: ReadonlySet<string>): ReviewCopy {
  return {
    ...proxySize(shownSize(recording, index)),
    chunkFrames: CHUNK_FRAMES,
    gop: PROXY_GOP,
    chunks: chunkCount(index.pts.length),
    made: runsOf(chunksOf(there, names, index)),
  };
}
