/** How many entries the copy of the ledger beside the database is known to hold. No row: there is no copy yet. */
export const ledgerCopy = {
  version: 40,
  name: 'ledger-copy',
  sql: `
create table ledger_copy (
  one integer primary key check (one = 1),
  count integer not null
) strict;
`,
};
