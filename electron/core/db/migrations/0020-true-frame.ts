/**
 * Who listed an item's frames, its measured clock as JSON text, the MD5 of every picture of a mark,
 * 16 bytes each, and the program that a mark's pictures were last decoded with.
 */
export const trueFrame = {
  version: 20,
  name: 'true-frame',
  sql: `
alter table evidence add column frame_source text;
alter table evidence add column timing text;
-- Until now every list came from a decode of the whole stream.
update evidence set frame_source = 'decoder' where frames is not null;
alter table mark add column pictures blob;
alter table mark add column checked_by text;
`,
};
