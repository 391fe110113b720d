import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { AppEvent } from '../shared/api.ts';
import type { HostBridge } from '../shared/host-bridge.ts';
import type { ServiceReply } from './hosts/desktop/call-channel.ts';
import { CHANNELS } from './hosts/desktop/channels.ts';

/** What a service of the main process answers, as a value or an error whose message survives the bridge. */
async function ask<T>(channel: string, input: string): Promise<T> {
  const reply = (await ipcRenderer.invoke(channel, input)) as ServiceReply<T>;
  if (reply.ok) return reply.value;
  throw new Error(reply.error.message);
}

/** All that the page can reach of the desktop: one way to call, one way to listen, and three things only a host can do. */
const bridge = {
  kind: 'desktop',
  call: (name, input) => ipcRenderer.invoke(CHANNELS.call, name, input),
  on(listener) {
    const hear = (_event: IpcRendererEvent, event: AppEvent) => listener(event);
    ipcRenderer.on(CHANNELS.event, hear);
    return () => {
      ipcRenderer.off(CHANNELS.event, hear);
    };
  },
  // An empty answer means that the file never was on disk, as with a picture dragged out of another page.
  pathForFile: (file) => webUtils.getPathForFile(file as File) || null,
  pickFolder: (title) => ask(CHANNELS.pickFolder, title),
  revealFolder: (dir) => ask(CHANNELS.revealFolder, dir),
} satisfies HostBridge;

contextBridge.exposeInMainWorld('aigaq', bridge);
