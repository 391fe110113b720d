/** A line of the program's log. Values are numbers, flags and stable words only: never names, paths or free text. */
export type LogFields = Readonly<Record<string, number | boolean | string | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {} };

/** Words of the program itself: events, codes, names of calls. Whatever a person wrote has a space, a letter or a length that these have not. */
const STABLE = /^[a-zA-Z][a-zA-Z0-9._-]{0,59}$/;

/** What is no stable word does not get into a log, even where a line of code should hand it over by mistake. */
function harmless(fields: LogFields | undefined): LogFields {
  const safe = (value: LogFields[string]) => (typeof value === 'string' && !STABLE.test(value) ? '?' : value);
  return Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, safe(value)]));
}

/** Writes one JSON line per event to a stream such as stderr. */
export function streamLog(stream: { write(text: string): unknown }, clock: () => Date = () => new Date()): Log {
  const line = (level: string) => (event: string, fields?: LogFields) => {
    stream.write(`${JSON.stringify({ at: clock().toISOString(), level, event, ...harmless(fields) })}\n`);
  };
  return { info: line('info'), warn: line('warn') };
}
