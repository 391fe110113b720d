import type { Work } from '../progress.ts';
import type { FileSource } from './file-source.ts';

/** What ingesting one file gave. `existed` means that the library held these bytes already. */
export interface Ingested {
  readonly sha256: string;
  readonly bytes: number;
  readonly existed: boolean;
}

/**
 * Content-addressed files of one library. The only room of the core that writes files.
 *
 * `originals/ab/<sha256>.bin` are evidence: mode 0400, never opened for writing again. `derived/ab/<sha256>/<name>`
 * can always be made anew from them. In a sealed library every file is sealed and every name is a keyed hash.
 */
export interface Store {
  readonly libraryDir: string;
  readonly sealed: boolean;
  /**
   * Copies a regular file in: temp in the same folder, write, fsync, re-read and re-hash, rename, fsync folder. The
   * source is hashed in the same single read, in a worker thread, and re-stat'ed at the end. `beforeRename` lets the
   * caller note the hash durably, so that a crash right after the rename leaves no original that nobody knows; it
   * answers whether an item of the library names these bytes. Only then an original that is there already is kept.
   * @throws AppError unreadable_file, not_a_regular_file, source_changed, disk_full, verification_failed, cancelled
   */
  ingest(
    /** A path; as bytes when its name is no valid UTF-8. Or an upload. */
    source: string | Uint8Array | FileSource,
    work: Work,
    beforeRename: (sha256: string) => boolean | Promise<boolean>,
  ): Promise<Ingested>;
  /** Where an original's bytes come from. Its existence is not checked. */
  original(sha256: string): FileSource;
  /** The same as people may be told it: a path relative to the library. */
  originalName(sha256: string): string;
  hasOriginal(sha256: string): boolean;
  /** Hashes a file of any kind in the worker, with `share` of one core at most (default: all of it). */
  hashFile(source: FileSource, work: Work, share?: number): Promise<{ sha256: string; bytes: number }>;
  /** Removes an original that no database row ever named (an import cancelled or crashed before its commit). */
  discardOriginal(sha256: string): Promise<void>;
  /** Every file below originals/, as paths relative to the library. */
  listOriginals(): AsyncIterable<string>;

  derived(sha256: string, name: string): FileSource;
  /** Bytes of a derived file, or null when it has to be made. */
  readDerived(sha256: string, name: string): Promise<Buffer | null>;
  /** Names of the derived files of an original, in no order; none when there is no such original. */
  listDerived(sha256: string): Promise<string[]>;
  /** Removes a derived file that serves nobody any more; nothing happens when there is none. */
  removeDerived(sha256: string, name: string): Promise<void>;
  /** Writes a derived file atomically (temp, fsync, rename). */
  writeDerived(sha256: string, name: string, data: Uint8Array): Promise<void>;
  /**
   * Lets `make` write a derived file piece by piece; it gets its name when `make` resolves. On failure or cancel nothing
   * is left of it. For what is too large for memory.
   */
  makeDerived(sha256: string, name: string, make: (write: (data: Buffer) => void) => Promise<void>): Promise<void>;

  /** Takes an upload's bytes into `incoming/` and returns its id; for hosts whose pages cannot name paths. */
  receiveUpload(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<{ upload: string; bytes: number }>;
  upload(upload: string): FileSource;
  removeUpload(upload: string): Promise<void>;
  /**
   * Removes temporary files that a killed run left behind, and uploads but for those named. Only for the one writer,
   * at start.
   */
  sweep(keepUploads?: ReadonlySet<string>): Promise<void>;
}
