import type { AppEvent, CallFn } from '../../shared/api.ts';
import type { ScrubPace } from './features/custody/original-scrub.ts';
import type { Log } from './log.ts';

export interface CoreOptions {
  readonly libraryDir: string;
  /** Folder of shipped data (codebooks, fonts, locales, viewer template). */
  readonly resourcesDir: string;
  /** Path of the ffmpeg program, or null when there is none; then everything but pictures and sound works. */
  readonly ffmpeg: string | null;
  /** Of a sealed library; not used for a plain one. */
  readonly passphrase?: string | undefined;
  /** `read` takes no lock and refuses every call that changes the library. */
  readonly mode: 'write' | 'read';
  /** Milliseconds to wait for another writer to finish before `library_locked`. */
  readonly lockWaitMs?: number | undefined;
  /** Resume interrupted jobs at once; only hosts that people watch want it. */
  readonly resumeJobs?: boolean | undefined;
  /** Prepare recordings for review without being asked; not wanted in commands that end soon. */
  readonly background?: boolean | undefined;
  /** How originals are read again in the background; only with `background`. */
  readonly scrub?: ScrubPace | undefined;
  readonly clock?: (() => Date) | undefined;
  readonly log?: Log | undefined;
}

/** All that hosts see of the core. */
export interface Core {
  readonly call: CallFn;
  /** Subscribes to events; the result ends the subscription. */
  on(listener: (event: AppEvent) => void): () => void;
  /** GET and HEAD of `/media/…`, addressed by content hash; Range on originals. */
  media(request: Request): Promise<Response>;
  /** POST of raw bytes; answers `{upload, bytes}` for `evidence.import`. */
  upload(request: Request): Promise<Response>;
  close(): Promise<void>;
}
