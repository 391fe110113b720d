import type { Db } from '../../db/open-database.ts';
import {
  type EvidenceRow,
  type Findings,
  type Identity,
  noFindings,
  type Recorded,
  recordedState,
  type Statement,
} from './evidence-rows.ts';

const SELECT = `select e.*, (select count(*) from mark m where m.evidence_id = e.id and m.removed_at is null) as marks
  from evidence e`;

export function evidenceRepo(db: Db) {
  const all = db.prepare<[], EvidenceRow>(`${SELECT} order by e.seq`);
  const one = db.prepare<[string], EvidenceRow>(`${SELECT} where e.id = ?`);
  const bySha = db.prepare<[string], EvidenceRow>(`${SELECT} where e.sha256 = ?`);
  const unexamined = db.prepare<[number], { id: string }>(
    `select id from evidence where pending = 1 or (? = 1 and warnings like '%"ffmpeg_missing"%') order by seq`,
  );
  const totals = db.prepare<[], { items: number; bytes: number }>(
    'select count(*) as items, coalesce(sum(bytes), 0) as bytes from evidence',
  );
  const insert = db.prepare(
    `insert into evidence (id, sha256, bytes, original_name, kind, mime, review, metadata, warnings, pending,
       source, custodian, place, recorded, clock, received, note, timing, imported_at, imported_by)
     values (@id, @sha256, @bytes, @originalName, @kind, @mime, @review, @metadata, @warnings, 1,
       @source, @custodian, @place, @recorded, @clock, @received, @note, @timing, @importedAt, @importedBy)`,
  );
  const findings = db.prepare(
    `update evidence set kind = @kind, mime = @mime, review = @review, frames = @frames,
       frame_source = @frameSource,
       time_base_num = @timeBaseNum, time_base_den = @timeBaseDen, variable_frame_rate = @variable,
       rotation = @rotation, width = @width, height = @height, duration_seconds = @durationSeconds, pages = @pages,
       metadata = @metadata, warnings = @warnings, pending = @pending
     where id = @id`,
  );
  const statement = db.prepare(
    `update evidence set source = @source, custodian = @custodian, place = @place, recorded = @recorded,
       clock = @clock, received = @received, note = @note, timing = @timing where id = @id`,
  );
  const intake = db.prepare<[], { sha256: string }>('select sha256 from intake');
  const addIntake = db.prepare<[string, string]>('insert or ignore into intake (sha256, at) values (?, ?)');
  const dropIntake = db.prepare<[string]>('delete from intake where sha256 = ?');

  return {
    all: (): EvidenceRow[] => all.all(),
    find: (id: string): EvidenceRow | undefined => one.get(id),
    findBySha: (sha256: string): EvidenceRow | undefined => bySha.get(sha256),
    unexamined: (withFfmpeg: boolean): string[] => unexamined.all(Number(withFfmpeg)).map((row) => row.id),
    /** The table as the ledger should tell it: one state for each item, without what is still pending. */
    recorded: (): Map<string, Recorded> => new Map(all.all().map((row) => [row.id, recordedState(row)])),
    totals: (): { items: number; bytes: number } => totals.get() ?? { items: 0, bytes: 0 },
    insert(identity: Identity, said: Statement): void {
      const { kind, mime, review } = noFindings;
      const metadata = JSON.stringify(noFindings.metadata);
      insert.run({ ...identity, ...said, timing: timingText(said), kind, mime, review, metadata, warnings: '[]' });
    },
    setFindings(id: string, found: Findings, isPending: boolean): void {
      const { timeBase, variableFrameRate, metadata, warnings, ...plain } = found;
      findings.run({
        ...plain,
        id,
        timeBaseNum: timeBase?.[0] ?? null,
        timeBaseDen: timeBase?.[1] ?? null,
        variable: variableFrameRate === null ? null : Number(variableFrameRate),
        metadata: JSON.stringify(metadata),
        warnings: JSON.stringify(warnings),
        pending: Number(isPending),
      });
    },
    setStatement: (id: string, said: Statement): void => void statement.run({ ...said, id, timing: timingText(said) }),
    intake: (): string[] => intake.all().map((row) => row.sha256),
    addIntake: (sha256: string, at: string): void => void addIntake.run(sha256, at),
    dropIntake: (sha256: string): void => void dropIntake.run(sha256),
  };
}

const timingText = ({ timing }: Statement): string | null => (timing === null ? null : JSON.stringify(timing));

export type EvidenceRepo = ReturnType<typeof evidenceRepo>;
