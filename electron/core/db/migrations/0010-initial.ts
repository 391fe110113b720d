/** The first released schema. Tables are STRICT; instants are ISO 8601 texts; lists and objects are JSON texts. */
export const initial = {
  version: 10,
  name: 'initial',
  sql: `
create table library (
  one integer primary key check (one = 1),
  id text not null,
  title text not null,
  operator text not null,
  codebook text not null,
  created_at text not null,
  verified_at text,
  verified_ok integer
) strict;

create table signing_key (
  one integer primary key check (one = 1),
  private_key text not null,
  public_key text not null,
  created_at text not null
) strict;

create table evidence (
  seq integer primary key autoincrement,
  id text not null unique,
  sha256 text not null unique check (length(sha256) = 64),
  bytes integer not null,
  original_name text not null,
  kind text not null,
  mime text not null,
  review text not null,
  frames integer,
  time_base_num integer,
  time_base_den integer,
  variable_frame_rate integer,
  rotation integer,
  width integer,
  height integer,
  duration_seconds real,
  pages integer,
  metadata text not null,
  warnings text not null,
  pending integer not null,
  source text,
  custodian text,
  place text,
  recorded text,
  clock text,
  received text,
  note text,
  imported_at text not null,
  imported_by text not null
) strict;

create index evidence_by_place on evidence (place);

-- Originals on their way in: named here before they get their final name, until their evidence row is committed.
create table intake (
  sha256 text primary key,
  at text not null
) strict;

create table place (
  seq integer primary key autoincrement,
  code text not null unique,
  name text,
  address text,
  region text
) strict;

create table mark (
  seq integer primary key autoincrement,
  id text not null unique,
  evidence_id text not null references evidence (id),
  in_n integer,
  in_pts integer,
  in_md5 text,
  out_n integer,
  out_pts integer,
  out_md5 text,
  page integer,
  region text,
  title text not null,
  note text,
  place text,
  created_by text not null,
  created_at text not null,
  removed_at text,
  checked_at text,
  checked_ok integer,
  differs_at integer
) strict;
create index mark_by_evidence on mark (evidence_id, removed_at);
create index mark_by_place on mark (place);

create table mark_violation (
  mark_id text not null references mark (id),
  position integer not null,
  code text not null,
  primary key (mark_id, position)
) strict, without rowid;
create index mark_violation_by_code on mark_violation (code);

create table exhibit (
  mark_id text primary key references mark (id),
  position integer not null
) strict;

create table ledger (
  seq integer primary key,
  at text not null,
  operator text not null,
  action text not null,
  subject text,
  details text not null,
  prev text not null,
  hash text not null unique
) strict;
create trigger ledger_is_append_only_update before update on ledger begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_is_append_only_delete before delete on ledger begin select raise(abort, 'the ledger is append-only'); end;

create table ledger_head (
  one integer primary key check (one = 1),
  count integer not null,
  hash text not null,
  signature text not null
) strict;

create table job (
  seq integer primary key autoincrement,
  id text not null unique,
  kind text not null,
  batch text not null,
  title text not null,
  input text not null,
  operator text not null,
  state text not null,
  progress text,
  result text,
  error text,
  created_at text not null,
  ended_at text
) strict;
create index job_by_state on job (state);

-- Rebuildable. The row number is 4 * seq of the row it stands for, plus 0 for a mark, 1 for evidence, 2 for a place.
create virtual table search using fts5 (
  kind unindexed, id unindexed, title, body,
  tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
`,
} as const;
