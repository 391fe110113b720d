/** A line of the program's log. Values are numbers, flags and stable words only: never names, paths or free text. */
export type LogFields = Readonly<Record<string, number | boolean | string | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {} };

/** Writes one JSON line per event to a stream such as stderr. */
export function streamLog(stream: { write(text: string): unknown }, clock: () => Date = () => new Date()): Log {
  const line = (level: string) => (event: string, fields?: LogFields) => {
    stream.write(`${JSON.stringify({ at: clock().toISOString(), level, event, ...fields })}\n`);
  };
  return { info: line('info'), warn: line('warn') };
}
