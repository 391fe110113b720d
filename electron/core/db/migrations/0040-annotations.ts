/** What is drawn over the pictures of a mark and hidden of them; see shared/annotation.ts. One row for each mark that has any. */
export const annotations = {
  version: 40,
  name: 'annotations',
  sql: `
create table annotation (
  mark_id text primary key references mark (id),
  -- Canonical JSON (RFC 8785), the same as in the ledger.
  content text not null,
  -- How many it holds, worked out when it is written: marks are listed far more often. Content that was
  -- broken by hand counts as none, so that its mark can still be read.
  count integer generated always as (
    case when json_valid(content)
      then coalesce(json_array_length(content, '$.shapes'), 0) + coalesce(json_array_length(content, '$.sound'), 0)
      else 0 end
  ) stored
) strict;
`,
} as const;
