import { Writable } from 'node:stream';
import type { Core } from '../../electron/core/app.ts';
import { type CliRun, runCli } from '../../electron/hosts/cli/run-cli.ts';
import type { CallName } from '../../shared/api.ts';

/** What one run of the command line said. `json` is the document on stdout, or undefined when there is none. */
export interface CliOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly json: Record<string, unknown> | undefined;
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A core that answers each named call with a fixed value or function, and remembers what it was asked. */
export function scriptedCore(answers: Readonly<Record<string, unknown>>): Core & { asked: [CallName, unknown][] } {
  const asked: [CallName, unknown][] = [];
  const call = async (name: CallName, input: unknown) => {
    asked.push([name, input]);
    const answer = answers[name];
    if (answer === undefined) throw new Error(`the test gave no answer to ${name}`);
    return typeof answer === 'function' ? answer(input) : answer;
  };
  return {
    asked,
    call: call as Core['call'],
    on: () => () => {},
    media: async () => new Response(null, { status: 404 }),
    upload: async () => new Response(null, { status: 404 }),
    close: async () => {},
  };
}

export type CliParts = Partial<
  Pick<CliRun, 'openCore' | 'core' | 'passphrases' | 'folderRisk' | 'services' | 'signal'>
>;

const nothing = (what: string) => () => Promise.reject(new Error(`the test gave no ${what}`));

/** Runs the command line in this process, as a person or a script would call it. */
export async function cli(argv: readonly string[], parts: CliParts = {}): Promise<CliOutcome> {
  const stdout = new Collector();
  const stderr = new Collector();
  const code = await runCli({
    argv,
    streams: { stdout, stderr },
    signal: new AbortController().signal,
    openCore: nothing('core'),
    core: { resourcesDir: '', ffmpeg: null },
    passphrases: { given: undefined, next: undefined, ask: async () => null },
    folderRisk: () => null,
    services: {
      version: '0.0.0-test',
      createLibrary: nothing('new library'),
      changePassphrase: nothing('passphrase to change'),
      verifyBundle: nothing('verifier'),
      recovery: { report: nothing('report'), restore: nothing('restore'), rebuild: nothing('rebuild') },
      serve: nothing('host'),
    },
    ...parts,
  });
  return { code, out: stdout.text, err: stderr.text, json: parsed(stdout.text) };
}
