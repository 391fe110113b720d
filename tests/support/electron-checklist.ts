/**
 * The twenty items of Electron's security checklist (documentation, tutorial/security) as questions to the facts of an
 * app that runs: the desktop host over the stand-in for Electron, or Electron itself where its program is at hand.
 */
export interface DesktopFacts {
  /** Address that the window shows. */
  readonly address: string;
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly sandboxed: boolean;
  readonly policy: string;
  /** Permissions out of {@link PERMISSIONS} that the page got. */
  readonly granted: readonly string[];
  /** Addresses out of {@link FOREIGN} at which the window or a frame arrived, and windows that opened. */
  readonly reached: readonly string[];
  /** Requests out of {@link FOREIGN} that were not cancelled. */
  readonly requested: readonly string[];
  readonly webviews: number;
  /** Names of what the preload script put into the page's world, and of what `window.aigaq` holds. */
  readonly exposed: readonly string[];
  /** What a frame that is not the page was answered on each channel: an error's code, or null for an answer. */
  readonly strangerAnswers: readonly (string | null)[];
  /** Privileges of our scheme; null where the program does not tell. */
  readonly privileges: Readonly<Record<string, boolean>> | null;
  readonly electronProblem: string | null;
  readonly fuses: Readonly<Record<string, boolean>>;
  /** Places in the desktop host's source that name openExternal. */
  readonly openExternal: readonly string[];
}

export const PERMISSIONS = [
  'media',
  'geolocation',
  'notifications',
  'midi',
  'pointerLock',
  'openExternal',
  'clipboard-read',
  'display-capture',
  'idle-detection',
  'window-management',
  'fileSystem',
  'hid',
  'serial',
  'usb',
] as const;
export const FOREIGN = [
  'https://evil.example/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'data:text/html,x',
  'aigaq://app.evil/',
  'blob:https://evil.example/1',
] as const;

const BRIDGE = ['aigaq', 'call', 'kind', 'on', 'pathForFile', 'pickFolder', 'revealFolder'];
const none = (list: readonly unknown[]) => (list.length === 0 ? null : `found ${JSON.stringify(list)}`);
const is = (facts: DesktopFacts, name: string, wanted: boolean) =>
  facts.preferences[name] === wanted ? null : `${name} is ${String(facts.preferences[name])}`;

export interface ChecklistItem {
  readonly item: number;
  readonly title: string;
  /** What is wrong, or null. */
  readonly fault: (facts: DesktopFacts) => string | null;
}

export const CHECKLIST: readonly ChecklistItem[] = [
  {
    item: 1,
    title: 'only load secure content',
    fault: ({ address, requested }) => (address.startsWith('aigaq://app/') ? none(requested) : `shows ${address}`),
  },
  {
    item: 2,
    title: 'no Node.js integration',
    fault: (facts) =>
      is(facts, 'nodeIntegration', false) ??
      is(facts, 'nodeIntegrationInWorker', false) ??
      is(facts, 'nodeIntegrationInSubFrames', false),
  },
  { item: 3, title: 'context isolation', fault: (facts) => is(facts, 'contextIsolation', true) },
  {
    item: 4,
    title: 'process sandboxing',
    fault: (facts) => (facts.sandboxed ? is(facts, 'sandbox', true) : 'the app does not enable the sandbox'),
  },
  { item: 5, title: 'handle permission requests', fault: ({ granted }) => none(granted) },
  { item: 6, title: 'webSecurity stays on', fault: (facts) => is(facts, 'webSecurity', true) },
  {
    item: 7,
    title: 'a Content-Security-Policy',
    fault: ({ policy }) =>
      /^default-src 'none'.*trusted-types default$/.test(policy) && !/unsafe|https?:|\*/.test(policy) ? null : policy,
  },
  { item: 8, title: 'no insecure content', fault: (facts) => is(facts, 'allowRunningInsecureContent', false) },
  { item: 9, title: 'no experimental features', fault: (facts) => is(facts, 'experimentalFeatures', false) },
  {
    item: 10,
    title: 'no Blink features',
    fault: ({ preferences }) =>
      preferences.enableBlinkFeatures ? `enables ${String(preferences.enableBlinkFeatures)}` : null,
  },
  { item: 11, title: 'no popups from web views', fault: (facts) => is(facts, 'webviewTag', false) },
  {
    item: 12,
    title: 'web views are verified: none is attached',
    fault: ({ webviews }) => (webviews === 0 ? null : `${webviews} attached`),
  },
  {
    item: 13,
    title: 'navigation is limited',
    fault: (facts) => none(facts.reached) ?? is(facts, 'navigateOnDragDrop', false),
  },
  {
    item: 14,
    title: 'new windows are limited',
    fault: ({ reached }) => none(reached.filter((url) => url.startsWith('window:'))),
  },
  { item: 15, title: 'openExternal is not used', fault: ({ openExternal }) => none(openExternal) },
  { item: 16, title: 'a current version of Electron', fault: ({ electronProblem }) => electronProblem },
  {
    item: 17,
    title: 'the sender of every message is checked',
    fault: ({ strangerAnswers }) =>
      strangerAnswers.length > 0
        ? none(strangerAnswers.filter((code) => code !== 'not_authorised'))
        : 'no channel was asked',
  },
  {
    item: 18,
    title: 'no file: protocol, a scheme of few privileges',
    fault: ({ address, privileges }) =>
      address.startsWith('file:')
        ? address
        : JSON.stringify(privileges) ===
            JSON.stringify(privileges && { standard: true, secure: true, supportFetchAPI: true, stream: true })
          ? null
          : `privileges ${JSON.stringify(privileges)}`,
  },
  {
    item: 19,
    title: 'fuses',
    fault: ({ fuses }) => {
      const wanted = {
        RunAsNode: false,
        EnableCookieEncryption: true,
        EnableNodeOptionsEnvironmentVariable: false,
        EnableNodeCliInspectArguments: false,
        EnableEmbeddedAsarIntegrityValidation: true,
        OnlyLoadAppFromAsar: true,
        GrantFileProtocolExtraPrivileges: false,
      };
      return none(
        Object.entries(wanted)
          .filter(([name, state]) => fuses[name] !== state)
          .map(([name]) => name),
      );
    },
  },
  {
    item: 20,
    title: 'no API of Electron for the page',
    fault: ({ exposed }) => none(exposed.filter((name) => !BRIDGE.includes(name))),
  },
];
