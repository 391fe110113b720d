import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell, type WebContents } from 'electron';
import type { CallFn } from '../../../shared/api.ts';
import { AppError, type ErrorEnvelope, toEnvelope } from '../../../shared/errors.ts';
import type { Core } from '../../core/app.ts';
import type { Log } from '../../core/log.ts';
import { answerCall } from '../answer-call.ts';
import { APP_ORIGIN } from './app-scheme.ts';
import { CHANNELS } from './channels.ts';
import { assertRevealable } from './reveal-folder.ts';

/** Only the top frame of a page of ours may ask; a frame that has gone meanwhile may not. */
export function isOurFrame(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  const { sender, senderFrame } = event;
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

/** How the two services that only a desktop has answer: plain data, as calls do. */
export type ServiceReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorEnvelope };

/** Runs `work` for our own page alone and turns what it throws into plain data. */
async function serve<T>(event: IpcMainInvokeEvent, work: () => Promise<T>): Promise<ServiceReply<T>> {
  try {
    if (!isOurFrame(event)) throw new AppError('not_authorised', 'Aigaq answers its own page only.');
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toEnvelope(error) };
  }
}

async function pickFolder(sender: WebContents, title: unknown): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: typeof title === 'string' ? title.slice(0, 200) : '',
    properties: ['openDirectory', 'createDirectory'],
  };
  const window = BrowserWindow.fromWebContents(sender);
  const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}

async function revealFolder(call: CallFn, dir: unknown): Promise<void> {
  const problem = await shell.openPath(await assertRevealable(call, dir));
  if (problem !== '') throw new AppError('not_found', `The folder could not be shown: ${problem}`);
}

/** Answers what the preload script can send. Everything else has no channel. */
export function answerPage({ call }: Pick<Core, 'call'>, log: Log): void {
  ipcMain.handle(CHANNELS.call, async (event, name: unknown, input: unknown) => {
    const reply = await serve(event, () => answerCall(call, name, input, log));
    return reply.ok ? reply.value : reply;
  });
  ipcMain.handle(CHANNELS.pickFolder, (event, title: unknown) => serve(event, () => pickFolder(event.sender, title)));
  ipcMain.handle(CHANNELS.revealFolder, (event, dir: unknown) => serve(event, () => revealFolder(call, dir)));
}

/** Sends events to a page until it is gone. */
export function sendEvents(hosted: Pick<Core, 'on'>, contents: WebContents): void {
  const stop = hosted.on((event) => {
    if (!contents.isDestroyed()) contents.send(CHANNELS.event, event);
  });
  contents.once('destroyed', stop);
}
