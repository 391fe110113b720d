import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Timestamp } from '../../../shared/custody.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { columns } from './plain-text.ts';

interface TimestampOptions extends CommonOptions {
  readonly request?: string;
  readonly response?: string;
  readonly ca?: string;
}

/** `aigaq timestamp DIR [--request FILE.tsq | --response FILE.tsr [--ca FILE.pem]]`; without either it lists them. */
export const timestampCommand: CliCommand = (cli) =>
  cli
    .command('timestamp', 'have the head of the ledger stamped by an authority outside (RFC 3161)')
    .argument('<dir>', 'the library')
    .option('--request <file>', 'write a request for the head of now, to be carried to an authority')
    .option('--response <file>', 'check the answer that came back, and keep it')
    .option('--ca <file>', 'with --response: certificates of the authority that you trust, PEM')
    .action(async (dir: string, { request, response, ca, ...options }: TimestampOptions) => {
      if (request !== undefined && response !== undefined) {
        throw new AppError('usage', 'Give --request or --response, not both. See: aigaq help timestamp');
      }
      const mode = request === undefined && response === undefined ? 'read' : 'write';
      const timestamps = await cli.library(dir, mode, options, async (library) => {
        if (request !== undefined) return [await library.call('custody.requestTimestamp', { out: resolve(request) })];
        if (response === undefined) return library.call('custody.timestamps', {});
        const authority = ca === undefined ? undefined : bytesOf(ca).toString('utf8');
        const input = { response: bytesOf(response).toString('base64'), authority };
        return [await library.call('custody.importTimestamp', input)];
      });
      cli.answer({ timestamps }, () => columns(timestamps.map(row)));
    });

const row = ({ id, head, requestedAt, stampedAt, trusted }: Timestamp): string[] => [
  String(id),
  `head of ${head.count} entries`,
  `requested ${requestedAt}`,
  stampedAt === null ? 'no answer yet' : `stamped ${stampedAt}`,
  stampedAt === null || trusted ? '' : 'not compared with a trusted certificate',
];

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(resolve(file));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('unreadable_file', `${file} cannot be read (${reason}). Check its name and permissions.`, {
      file,
    });
  }
}
