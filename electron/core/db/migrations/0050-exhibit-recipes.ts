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
`,
} as const;
