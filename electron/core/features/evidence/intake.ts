import type { ImportOutcome, Item } from '../../../../shared/evidence.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import { newId } from '../../ids.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import type { EvidenceRepo } from './evidence-repo.ts';
import type { EvidenceService } from './evidence-service.ts';
import { hashLocks } from './hash-locks.ts';
import type { ImportInput } from './import-input.ts';
import { sourceOf } from './import-sources.ts';

export interface IntakeDeps {
  readonly db: Db;
  readonly repo: EvidenceRepo;
  readonly evidence: EvidenceService;
  readonly store: Store;
  readonly clock: () => Date;
}

export interface TakenIn {
  readonly outcome: Exclude<ImportOutcome, 'refused'>;
  readonly item: Item;
}

export interface Intake {
  /**
   * Brings one file's bytes in and records them. `committed` runs inside the transaction of a new item.
   * @throws AppError as Store.ingest does; then the library is as it was before
   */
  takeIn(input: ImportInput, operator: string, work: Work, committed: (item: Item) => void): Promise<TakenIn>;
  /** Removes originals that a crashed run placed but never recorded. Only for the one writer, at start. */
  discardUnrecorded(): Promise<void>;
}

export function createIntake({ db, repo, evidence, store, clock }: IntakeDeps): Intake {
  const locks = hashLocks();

  const abandon = async (sha256: string): Promise<void> => {
    if (evidence.findBySha(sha256) === undefined) await store.discardOriginal(sha256);
    repo.dropIntake(sha256);
  };

  const record = (
    input: ImportInput,
    operator: string,
    sha256: string,
    bytes: number,
    committed: (item: Item) => void,
  ) =>
    inTransaction(db, () => {
      const importedAt = clock().toISOString();
      const identity = { id: newId('ev'), sha256, bytes, originalName: input.name, importedAt, importedBy: operator };
      const extra = input.rawPath === undefined ? {} : { originalNameHex: nameBytes(input.rawPath) };
      const item = evidence.add(identity, input.details, extra);
      committed(item);
      return item;
    });

  return {
    async takeIn(input, operator, work, committed) {
      const held: { sha256: string; release: () => void }[] = [];
      const source = input.upload === undefined ? sourceOf(input) : store.upload(input.upload);
      try {
        const { sha256, bytes } = await store.ingest(source, work, async (hash) => {
          held.push({ sha256: hash, release: await locks.take(hash) });
          const isRecorded = evidence.findBySha(hash) !== undefined;
          if (!isRecorded) repo.addIntake(hash, clock().toISOString());
          return isRecorded;
        });
        const known = evidence.findBySha(sha256);
        if (known !== undefined) return { outcome: 'duplicate', item: known };
        return { outcome: 'imported', item: record(input, operator, sha256, bytes, committed) };
      } catch (error) {
        for (const { sha256 } of held) await abandon(sha256);
        throw error;
      } finally {
        for (const { release } of held) release();
      }
    },

    async discardUnrecorded() {
      for (const sha256 of repo.intake()) await abandon(sha256);
    },
  };
}

/** The last part of a path given in hexadecimal, still in hexadecimal: the exact name where text cannot say it. */
function nameBytes(rawPath: string): string {
  const bytes = Buffer.from(rawPath, 'hex');
  return bytes.subarray(bytes.lastIndexOf('/') + 1).toString('hex');
}
