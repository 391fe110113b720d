import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Job, JobKind, JobState } from '../../../shared/job.ts';
import { type Db, inTransaction } from '../db/open-database.ts';

/** A job as it is stored: with what it was asked to do and by whom. */
export interface StoredJob {
  readonly job: Job;
  readonly input: unknown;
  readonly operator: string;
}

/** Where the queue keeps its jobs. */
export interface JobRepo {
  /** In the order in which they were queued. */
  all(): StoredJob[];
  insert(jobs: readonly StoredJob[]): void;
  saveState(job: Job): void;
  saveInput(id: string, input: unknown): void;
  remove(ids: readonly string[]): void;
}

interface Row {
  id: string;
  kind: string;
  batch: string;
  title: string;
  input: string;
  operator: string;
  state: string;
  result: string | null;
  error: string | null;
  created_at: string;
  ended_at: string | null;
}

export function jobRepo(db: Db): JobRepo {
  const select = db.prepare<[], Row>('select * from job order by seq');
  const insert = db.prepare(
    `insert into job (id, kind, batch, title, input, operator, state, created_at)
     values (@id, @kind, @batch, @title, @input, @operator, @state, @createdAt)`,
  );
  const state = db.prepare(
    'update job set state = @state, result = @result, error = @error, ended_at = @endedAt where id = @id',
  );
  const input = db.prepare('update job set input = ? where id = ?');
  const remove = db.prepare('delete from job where id = ?');
  return {
    all: () => select.all().map(fromRow),
    insert: (jobs) =>
      inTransaction(db, () => {
        for (const { job, input: asked, operator } of jobs) {
          const { id, kind, batch, title, createdAt } = job;
          insert.run({ id, kind, batch, title, createdAt, operator, state: job.state, input: JSON.stringify(asked) });
        }
      }),
    saveState: (job) => {
      state.run({
        id: job.id,
        state: job.state,
        result: text(job.result),
        error: text(job.error),
        endedAt: job.endedAt,
      });
    },
    saveInput: (id, value) => {
      input.run(JSON.stringify(value), id);
    },
    remove: (ids) =>
      inTransaction(db, () => {
        for (const id of ids) remove.run(id);
      }),
  };
}

/** For a library that is open for reading only: its jobs last as long as the program. */
export function memoryJobRepo(): JobRepo {
  return { all: () => [], insert: () => {}, saveState: () => {}, saveInput: () => {}, remove: () => {} };
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

function fromRow(row: Row): StoredJob {
  return {
    input: JSON.parse(row.input),
    operator: row.operator,
    job: {
      id: row.id,
      kind: row.kind as JobKind,
      batch: row.batch,
      title: row.title,
      state: row.state as JobState,
      progress: null,
      result: row.result === null ? null : JSON.parse(row.result),
      error: row.error === null ? null : (JSON.parse(row.error) as ErrorEnvelope),
      createdAt: row.created_at,
      endedAt: row.ended_at,
    },
  };
}
