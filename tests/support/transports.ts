import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { silentLog } from '../../electron/core/log.ts';
import { openWorkspace, type Workspace } from '../../electron/core/workspace.ts';
import { answerPage, sendEvents } from '../../electron/hosts/desktop/call-channel.ts';
import { findFfmpeg } from '../../electron/hosts/find-ffmpeg.ts';
import { startLoopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { programFolders } from '../../electron/hosts/machine-folders.ts';
import type { AppEvent, Reply } from '../../shared/api.ts';
import type { HostBridge } from '../../shared/host-bridge.ts';
import { BrowserWindow, machine } from './electron-stub.ts';

/** One way from a page to a workspace, as a page would use it. */
export interface Transport {
  call(name: string, input: unknown): Promise<Reply>;
  /** Every event so far. */
  readonly events: readonly AppEvent[];
  close(): Promise<void>;
}

function workspaceAt(root: string): Promise<Workspace> {
  const stateDir = join(root, 'state');
  mkdirSync(stateDir, { recursive: true });
  const { path, problem } = findFfmpeg();
  return openWorkspace({
    stateDir,
    resourcesDir: programFolders().resources,
    ffmpeg: path,
    ffmpegProblem: problem,
    version: '0.0.0-test',
    homeFolder: root,
    log: silentLog,
  });
}

/** Follows an event stream into a list until it ends. */
async function listen(response: Response, events: AppEvent[]): Promise<void> {
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = `${text}${part}`.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (data) events.push(JSON.parse(data) as AppEvent);
    }
  }
}

/** The loopback host over real HTTP. */
export async function loopbackTransport(root: string): Promise<Transport> {
  const rendererDir = join(root, 'state');
  const workspace = await workspaceAt(root);
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>');
  const host = await startLoopback({ hosted: workspace, rendererDir });
  const entered = await fetch(host.url, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const origin = new URL(host.url).origin;
  const events: AppEvent[] = [];
  // The stream breaks off when the host closes; that is its end.
  const listening = listen(await fetch(`${origin}/events`, { headers: { cookie } }), events).catch(() => {});
  return {
    events,
    async call(name, input) {
      const response = await fetch(`${origin}/rpc/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        // A page sends null where there is nothing; JSON has no other word for it.
        body: JSON.stringify(input ?? null),
      });
      return (await response.json()) as Reply;
    },
    async close() {
      await host.close();
      await listening;
      await workspace.close();
    },
  };
}

/** The desktop host's channel and the real preload script, over the stand-in for Electron. */
export async function desktopTransport(root: string): Promise<Transport> {
  const workspace = await workspaceAt(root);
  const window = new BrowserWindow({});
  answerPage(workspace, silentLog);
  sendEvents(workspace, window.webContents as unknown as WebContents);
  await import('../../electron/preload.ts');
  const bridge = machine.exposed.get('aigaq') as HostBridge;
  const events: AppEvent[] = [];
  const stop = bridge.on((event) => events.push(event));
  return {
    events,
    call: (name, input) => bridge.call(name, input ?? null),
    async close() {
      stop();
      window.webContents.emit('destroyed');
      await workspace.close();
    },
  };
}
