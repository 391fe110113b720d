/** What an export that has not ended has made; see features/exhibits/bundle/kept-pieces.ts. */
export const exportPieces = {
  version: 60,
  name: 'export-pieces',
  sql: `
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
