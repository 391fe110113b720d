import { once } from 'node:events';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Serving } from '../serve-workspace.ts';
import { type CliContext, type CommonOptions, wholeNumber } from './cli-context.ts';

export type Serve = (options: {
  dir: string;
  port: number;
  operator?: string;
  passphrase?: string;
}) => Promise<Serving>;

export function portNumber(value: string): number {
  const port = wholeNumber(value);
  if (port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be between 0 and 65535; 0 takes any free port.');
  return port;
}

/** `aigaq serve DIR [--port N]`: prints one line with the address and stays until it is stopped. */
export const serveCommand = (serve: Serve, print: (line: string) => Promise<void>) => (cli: CliContext) =>
  cli
    .command('serve', 'serve the workstation to a browser on this machine')
    .argument('<dir>', 'the library')
    .option('--port <n>', 'port on 127.0.0.1 (default: any free one)', portNumber, 0)
    .action(async (dir: string, { port, operator, json }: CommonOptions & { port: number }) => {
      const serving = await serve({ dir: resolve(dir), port, operator, passphrase: cli.session.passphrases.given });
      const { signal } = cli.session;
      await print(json ? JSON.stringify({ url: serving.url }) : serving.url);
      if (!signal.aborted) await once(signal, 'abort');
      await serving.close();
    });
