export type LogLevel = 'panic' | 'fatal' | 'error' | 'warning' | 'info' | 'verbose' | 'debug' | 'trace';

/** One line of ffmpeg's log as `-loglevel level+…` prints it. */
export interface LogLine {
  readonly level: LogLevel;
  /** Module that speaks, such as "h264" or "Parsed_showinfo_0"; empty for the program itself. */
  readonly source: string;
  readonly text: string;
}

const LINE = /^((?:\[[^\]]*? @ [^\]]*\] )*)\[(panic|fatal|error|warning|info|verbose|debug|trace)\] (.*)$/;

/** Reads one line; null for a line without level, which continues the one before. */
export function parseLogLine(line: string): LogLine | null {
  const match = LINE.exec(line);
  if (!match) return null;
  const source = /\[([^\]]*?) @ [^\]]*\] $/.exec(match[1] ?? '')?.[1] ?? '';
  return { level: match[2] as LogLevel, source, text: match[3] ?? '' };
}

const PROGRAM_TALK =
  /At least one output file|matches no streams|does not contain any stream|^Stream map|Error opening output|Conversion failed|Error closing|Error writing trailer|^To ignore this|Nothing was written|Error binding|Terminating|Invalid argument$/;

/** True for a line of ffmpeg, x264 or the C library that says that memory could not be had. */
export function saysOutOfMemory(line: string): boolean {
  return /Cannot allocate memory|[Ff]ailed to allocate|malloc of size \d+ failed|Out of memory|std::bad_alloc/.test(
    line,
  );
}

/** The decoder that a line names as not being in the allow-list; null for any other line. */
export function leftOutDecoder({ text }: LogLine): string | null {
  return /^Codec \(([^)]+)\) not on whitelist/.exec(text)?.[1] ?? null;
}

/** True for a line that says that something in the file could not be read or decoded. */
export function isDecodeError({ level, text }: LogLine): boolean {
  if (level === 'warning') return text.includes('corrupt decoded frame') || text.startsWith('Packet corrupt');
  if (level !== 'error' && level !== 'fatal' && level !== 'panic') return false;
  return !PROGRAM_TALK.test(text) && !text.includes('not on whitelist');
}

/** A decoder's words made fit for a person and for a record: no addresses, no paths, one short line. */
export function tidyMessage({ source, text }: LogLine): string {
  const plain = text
    .replace(/(file|https?|sealed):\S+/g, 'the file')
    .replace(/0x[0-9a-f]{6,}/gi, '')
    .trim();
  return `${source === '' ? '' : `${source.split(',')[0]}: `}${plain}`.slice(0, 200);
}
