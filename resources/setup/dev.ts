import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer, type ProxyOptions, type UserConfig } from 'vite';
import config from '../../electron.config.ts';
import { findElectron } from './find-electron.ts';
import { ROOT, runTool, say } from './run-command.ts';
import { setUpForWork } from './set-up.ts';

/** What of the page's addresses the host answers; everything else is Vite's. */
const HOST_ADDRESSES = ['/rpc', '/events', '/media', '/upload'];

/** A port that is free now. It stays the same over restarts of the host, because Vite's proxy cannot change it. */
async function freePort(): Promise<number> {
  const listener = createListener().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  return port;
}

/** Spends the launch address as a browser would. @returns the cookie that lets requests in until the next restart */
async function enter(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

/** Node itself restarts the host when a file that it has loaded changes; every start prints a new address. */
function watchHost(port: number, onAddress: (url: string) => void): void {
  const args = ['--watch', '--watch-preserve-output', 'resources/setup/dev-host.ts', String(port)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('http://')) onAddress(line);
  });
  const stop = () => {
    child.once('close', () => process.exit(0));
    child.kill('SIGTERM');
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function developInBrowser(): Promise<void> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let cookie = '';
  /** Dresses a request of Vite's own page as one of the host's page. Any other page's Origin is left to be refused. */
  const dress = (outgoing: ClientRequest, { headers }: IncomingMessage) => {
    outgoing.setHeader('cookie', cookie);
    if (headers.origin === `http://${headers.host}`) outgoing.setHeader('origin', origin);
  };
  const proxy: ProxyOptions = {
    target: origin,
    changeOrigin: true,
    configure: (server) => void server.on('proxyReq', dress),
  };
  // The same settings as the build; only where it is served differs.
  const page = (config as { renderer: UserConfig }).renderer;
  const vite = await createServer({
    ...page,
    configFile: false,
    server: { host: '127.0.0.1', port: 5173, proxy: Object.fromEntries(HOST_ADDRESSES.map((path) => [path, proxy])) },
  });
  await vite.listen();
  watchHost(port, async (url) => {
    cookie = await enter(url);
    vite.ws.send({ type: 'full-reload' });
    say(`Aigaq is at ${vite.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5173/'} and reloads while you edit.`);
  });
}

const electron = findElectron();
await setUpForWork(false);
if (electron) {
  process.exitCode = await runTool('electron-vite/bin/electron-vite.js', [
    'dev',
    '--config',
    'electron.config.ts',
    '--watch',
  ]);
} else {
  say("Electron's program is not on this machine, so the page is served to a browser instead.");
  await developInBrowser();
}
