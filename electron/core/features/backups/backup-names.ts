import { nameStamp } from '../../store/set-aside.ts';

/** What a backup's name tells. */
export interface BackupName {
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Entries of its ledger. */
  readonly entries: number;
}

const PATTERN = /^library-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(\d{1,15})\.sqlite$/;

/** `library-20261130T135500123Z-42.sqlite`: when it was made, and how many ledger entries it holds. */
export const backupName = (at: Date, entries: number): string => `library-${nameStamp(at)}-${entries}.sqlite`;

/** Null for every other file in the folder: what was set aside, and what is no file of ours. */
export function readBackupName(name: string): BackupName | null {
  const match = PATTERN.exec(name);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, millisecond, entries] = match;
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`;
  return Number.isNaN(Date.parse(at)) ? null : { name, at, entries: Number(entries) };
}
