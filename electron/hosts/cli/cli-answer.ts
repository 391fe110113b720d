import type { Writable } from 'node:stream';
import { toEnvelope } from '../../../shared/errors.ts';
import type { TextOutput } from '../reserve-stdout.ts';
import { exitCodeOf } from './exit-codes.ts';
import { visible } from './plain-text.ts';

/** What a command ends with. */
export interface Answer {
  /** The JSON document of `--json`. */
  readonly document: object;
  /** The same for a person, without a line end. */
  readonly text: () => string;
  readonly exitCode?: number;
}

/** The two streams of a run and whether the answer is for a program. */
export interface Streams {
  readonly stdout: TextOutput;
  readonly stderr: Writable;
}

/** Resolves when the text has left the process; a reader that closed its pipe is no failure. */
export function write(stream: TextOutput, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, resolve));
}

export async function printAnswer(streams: Streams, json: boolean, answer: Answer): Promise<number> {
  const text = json ? JSON.stringify(answer.document) : answer.text();
  if (text !== '') await write(streams.stdout, `${text}\n`);
  return answer.exitCode ?? 0;
}

/** One error document on stdout, or one line for a person on stderr. Never a stack trace. */
export async function printError(streams: Streams, json: boolean, error: unknown): Promise<number> {
  const envelope = toEnvelope(error);
  if (json) await write(streams.stdout, `${JSON.stringify({ error: envelope })}\n`);
  else await write(streams.stderr, `aigaq: ${visible(envelope.message)}\n`);
  return exitCodeOf(envelope.code);
}
