import type { Command } from 'commander';
import type { DetailField, Details } from '../../../shared/evidence.ts';

const FIELDS: Readonly<Record<DetailField, string>> = {
  source: '--source <text>|who gave it',
  custodian: '--custodian <text>|who holds it',
  place: '--place <code>|code of the place it shows',
  recorded: '--recorded <time>|when it was recorded (ISO 8601, with offset)',
  clock: '--clock <text>|how that time is known',
  received: '--received <time>|when it was received (ISO 8601, with offset)',
  note: '--note <text>|anything else worth knowing',
};

const NAMES = Object.keys(FIELDS) as DetailField[];

/** Adds the options of provenance. An empty value clears what is there. */
export function withDetails(command: Command): Command {
  for (const name of NAMES) {
    const [flags = '', help = ''] = FIELDS[name].split('|');
    command.option(flags, help);
  }
  return command;
}

/** The stated details out of a command's options; empty texts become null, which clears. */
export function readDetails(options: Readonly<Partial<Record<DetailField, string>>>): Details {
  const details: Details = {};
  for (const name of NAMES) {
    const value = options[name];
    if (value !== undefined) details[name] = value.trim() === '' ? null : value;
  }
  return details;
}
