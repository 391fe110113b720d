/**
 * Stands in for the `electron` module, whose program a closed network does not give. It keeps what the desktop host
 * asked of it, so that tests can say what must have been asked, and joins preload and main process the way Electron
 * does: by structured clones over named channels.
 */
import { EventEmitter } from 'node:events';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** What the host did, and what the machine around it is like. `reset` brings back the beginning. */
export const machine = {
  privileged: [] as { scheme: string; privileges: object }[],
  schemes: new Map<string, (request: Request) => Promise<Response>>(),
  channels: new Map<string, Handler>(),
  switches: new Map<string, string>(),
  paths: new Map<string, string>(),
  windows: [] as BrowserWindow[],
  exposed: new Map<string, unknown>(),
  opened: [] as string[],
  errors: [] as string[],
  menu: null as unknown,
  exitCode: null as number | null,
  quits: 0,
  onlyInstance: true,
  /** What the person answers to the folder chooser. */
  chosenFolder: null as string | null,
  /** What the person was asked, and the number of the button that is pressed. */
  asked: [] as string[],
  pressed: 0,
  /** Frame that the preload script speaks for. */
  frame: null as unknown,
  pathOf: new WeakMap<object, string>(),
};

export class WebContents extends EventEmitter {
  readonly mainFrame = { url: 'aigaq://app/' };
  readonly sent: [string, unknown][] = [];
  destroyed = false;
  windowOpen: ((details: { url: string }) => { action: string }) | null = null;
  webRtcPolicy = 'default';

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  send(channel: string, payload: unknown): void {
    const copy: unknown = structuredClone(payload);
    this.sent.push([channel, copy]);
    ipcRenderer.emit(channel, {}, copy);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: Record<string, unknown>;
  loaded = '';
  reloads = 0;
  shown = false;
  focused = false;
  minimized = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    machine.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return machine.windows.find((window) => window.webContents === contents) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    this.loaded = url;
  }

  reload(): void {
    this.reloads += 1;
  }

  show(): void {
    this.shown = true;
  }

  focus(): void {
    this.focused = true;
  }

  maximize(): void {}

  restore(): void {
    this.minimized = false;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isMaximized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return false;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1300, height: 800 };
  }
}

class StubApp extends EventEmitter {
  readonly isPackaged = true;
  sandboxed = false;
  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void machine.switches.set(name, value),
  };

  setPath(name: string, path: string): void {
    machine.paths.set(name, path);
  }

  enableSandbox(): void {
    this.sandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return machine.onlyInstance;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  quit(): void {
    machine.quits += 1;
    const event = cancellable();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.emit('quit');
  }

  exit(code: number): void {
    machine.exitCode = code;
  }
}

/** An event with Electron's one way of saying no. */
export function cancellable<T extends object>(more: T = {} as T) {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}

type Answer = (granted: boolean) => void;

class StubSession extends EventEmitter {
  request: ((contents: WebContents, permission: string, answer: Answer) => void) | null = null;
  check: ((contents: WebContents | null, permission: string) => boolean) | null = null;
  device: (() => boolean) | null = null;
  display: ((request: object, answer: (streams: object) => void) => void) | null = null;
  spellChecker = true;
  filter: ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | null = null;
  readonly webRequest = {
    onBeforeRequest: (filter: NonNullable<StubSession['filter']>): void => {
      this.filter = filter;
    },
  };

  setPermissionRequestHandler(handler: NonNullable<StubSession['request']>): void {
    this.request = handler;
  }

  setPermissionCheckHandler(handler: NonNullable<StubSession['check']>): void {
    this.check = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }

  setDisplayMediaRequestHandler(handler: NonNullable<StubSession['display']>): void {
    this.display = handler;
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

export const app = new StubApp();
export const session = { defaultSession: new StubSession() };
export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof machine.privileged): void => void machine.privileged.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>): void =>
    void machine.schemes.set(scheme, handler),
};
export const ipcMain = {
  handle: (channel: string, handler: Handler): void => void machine.channels.set(channel, handler),
};
export const net = { fetch: (url: string): Promise<Response> => Promise.resolve(new Response(`fetched ${url}`)) };
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: true };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const shell = {
  openPath: async (path: string): Promise<string> => {
    machine.opened.push(path);
    return '';
  },
};
export const dialog = {
  showOpenDialog: async () => ({
    canceled: machine.chosenFolder === null,
    filePaths: machine.chosenFolder === null ? [] : [machine.chosenFolder],
  }),
  showMessageBoxSync: (_window: unknown, { message }: { message: string }): number => {
    machine.asked.push(message);
    return machine.pressed;
  },
  showErrorBox: (_title: string, text: string): void => void machine.errors.push(text),
};
export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => {
    machine.menu = menu;
  },
};

class StubRenderer extends EventEmitter {
  /** Crosses into the main process as the frame in {@link machine}, with copies in both directions. */
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = machine.channels.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const sender = machine.windows.at(-1)?.webContents ?? new WebContents();
    const event = { sender, senderFrame: machine.frame ?? sender.mainFrame };
    return structuredClone(await handler(event, ...structuredClone(args)));
  }
}

export const ipcRenderer = new StubRenderer();
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => void machine.exposed.set(name, value),
};
export const webUtils = { getPathForFile: (file: object): string => machine.pathOf.get(file) ?? '' };
