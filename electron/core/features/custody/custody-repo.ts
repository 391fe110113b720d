import type { LedgerEntry } from '../../../../shared/custody.ts';
import { schemaOf } from '../../db/expected-schema.ts';
import type { Db } from '../../db/open-database.ts';

/** A ledger row as it stands in the database; `details` is JSON text, which a forger may have broken. */
export type LedgerRow = Omit<LedgerEntry, 'details'> & { readonly details: string };

export interface StoredHead {
  readonly count: number;
  readonly hash: string;
  /** SSHSIG signature of the head's statement; plain base64 while `root` is null. */
  readonly signature: string;
  /** Root and frontier of the tree in hex; null where only an older Aigaq has written. */
  readonly root: string | null;
  readonly frontier: string | null;
}

export interface StoredKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function custodyRepo(db: Db) {
  const all = db.prepare<[], LedgerRow>('select * from ledger order by seq');
  const bySubject = db.prepare<[string], LedgerRow>('select * from ledger where subject = ? order by seq');
  const after = db.prepare<[number, number], LedgerRow>('select * from ledger where seq > ? order by seq limit ?');
  const head = db.prepare<[], StoredHead>('select count, hash, signature, root, frontier from ledger_head');
  const last = db.prepare<[], { at: string }>('select at from ledger order by seq desc limit 1');
  const append = db.prepare<[LedgerRow]>(
    `insert into ledger (seq, at, operator, action, subject, details, prev, hash)
     values (@seq, @at, @operator, @action, @subject, @details, @prev, @hash)`,
  );
  const setHead = db.prepare<[StoredHead]>(
    `insert into ledger_head (one, count, hash, signature, root, frontier)
     values (1, @count, @hash, @signature, @root, @frontier)
     on conflict (one) do update set count = @count, hash = @hash, signature = @signature,
       root = @root, frontier = @frontier`,
  );
  const key = db.prepare<[], StoredKey>('select private_key as privateKey, public_key as publicKey from signing_key');
  const addKey = db.prepare<[StoredKey & { at: string }]>(
    `insert into signing_key (one, private_key, public_key, created_at) values (1, @privateKey, @publicKey, @at)
     on conflict (one) do update set private_key = @privateKey, public_key = @publicKey, created_at = @at`,
  );
  const copied = db.prepare<[], { count: number }>('select count from ledger_copy');
  const setCopied = db.prepare<[number]>(
    'insert into ledger_copy (one, count) values (1, ?) on conflict (one) do update set count = excluded.count',
  );
  const exhibits = db.prepare<[], { id: string }>('select mark_id as id from exhibit order by position');
  return {
    entries: (): LedgerRow[] => all.all(),
    entriesOf: (subject: string): LedgerRow[] => bySubject.all(subject),
    /** The next entries after `seq`, so that a long ledger is never in memory as a whole. */
    entriesAfter: (seq: number, limit: number): LedgerRow[] => after.all(seq, limit),
    head: (): StoredHead | undefined => head.get(),
    /** When the last entry was made, or null when there is none. */
    lastAt: (): string | null => last.get()?.at ?? null,
    append: (row: LedgerRow) => void append.run(row),
    setHead: (value: StoredHead) => void setHead.run(value),
    key: (): StoredKey | undefined => key.get(),
    /** Puts a key in place, or another one where that was lost. */
    addKey: (value: StoredKey, at: string) => void addKey.run({ ...value, at }),
    /** Entries that the copy beside the database is known to hold; null when none was ever made. */
    copied: (): number | null => copied.get()?.count ?? null,
    setCopied: (count: number): void => void setCopied.run(count),
    arrangedMarks: (): string[] => exhibits.all().map((row) => row.id),
    integrity: (): string[] =>
      (db.pragma('integrity_check(20)') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((line) => line !== 'ok'),
    strayReferences: (): number => (db.pragma('foreign_key_check') as unknown[]).length,
    schema: (): string[] => schemaOf(db),
  };
}

export type CustodyRepo = ReturnType<typeof custodyRepo>;
