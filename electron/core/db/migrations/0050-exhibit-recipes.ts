/** How exhibits are numbered, grouped and presented; see shared/exhibit-recipe.ts and shared/exhibit-number.ts. */
export const exhibitRecipes = {
  version: 50,
  name: 'exhibit-recipes',
  sql: `
create table bundle_recipe (
  one integer primary key check (one = 1),
  -- Canonical JSON (RFC 8785), the same as in the ledger, here and below.
  content text not null
) strict;

create table exhibit_recipe (
  mark_id text primary key references mark (id),
  content text not null
) strict;

-- Numbers that were given for good. A row outlives the exhibit: its number is never given again.
create table exhibit_number (
  mark_id text primary key references mark (id),
  ordinal integer not null unique,
  label text not null unique,
  number text not null unique
) strict;

-- What an export that has not ended has made; see features/exhibits/bundle/kept-pieces.ts.
create table export_piece (
  -- Absolute path that the bundle will have.
  out text not null,
  -- Path below it, without the name of a file: a piece may be several.
  path text not null,
  -- SHA-256 of everything that the piece is made from.
  basis text not null,
  -- JSON: its files with their hashes, and what else its making told.
  made text not null,
  primary key (out, path)
) strict, without rowid;
`,
} as const;
