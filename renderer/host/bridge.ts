import type { HostBridge } from '../../shared/host-bridge.ts';
import { reportConnection } from './connection.ts';
import { loopbackBridge } from './loopback-bridge.ts';

declare global {
  interface Window {
    /** Put there by the desktop app's preload script; absent when a browser shows the page. */
    readonly aigaq?: HostBridge;
  }
}

function choose(): HostBridge {
  if (window.aigaq === undefined) return loopbackBridge();
  reportConnection('open');
  return window.aigaq;
}

/** The one border between the page and its host. */
export const bridge: HostBridge = choose();
