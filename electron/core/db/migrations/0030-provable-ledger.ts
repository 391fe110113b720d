/**
 * The root and the frontier of the tree over the ledger's entries (both null until the ledger is brought up to date,
 * because SQL cannot hash), stamps of its heads, when each original was last read again, and the ledger's copy beside the
 * database.
 */
export const provableLedger = {
  version: 30,
  name: 'provable-ledger',
  sql: `
alter table ledger_head add column root text;
alter table ledger_head add column frontier text;

-- A request for a time stamp (RFC 3161), and what came back for it.
create table ledger_timestamp (
  seq integer primary key autoincrement,
  statement text not null,
  nonce text not null unique,
  requested_at text not null,
  response blob,
  authority text,
  stamped_at text,
  imported_at text
) strict;

-- Derived: says when an original was last hashed, and may be emptied. A fault is an entry of the ledger as well.
create table original_check (
  sha256 text primary key,
  at text not null,
  ok integer not null
) strict;

-- How many entries the copy of the ledger beside the database is known to hold. No row: there is no copy yet.
create table ledger_copy (
  one integer primary key check (one = 1),
  count integer not null
) strict;
`,
} as const;
