import type { Database } from 'better-sqlite3';

/** What keeps something beside the database in step with its commits. */
export interface CommitFollower {
  /** Before a transaction begins. What it throws refuses the transaction. */
  before(): void;
  /** After it was committed, before anybody is answered. */
  after(): void;
}

const followers = new WeakMap<Database, CommitFollower>();

/** Has `follower` told of every commit that `inTransaction` makes on this connection. */
export function followCommits(db: Database, follower: CommitFollower): void {
  followers.set(db, follower);
}

/** Runs a whole transaction with its follower on either side. */
export function followed<T>(db: Database, commit: () => T): T {
  const follower = followers.get(db);
  follower?.before();
  const value = commit();
  follower?.after();
  return value;
}
