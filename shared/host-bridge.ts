import type { AppEvent, Reply } from './api.ts';

/** What a preload script or its loopback stand-in offers the page. Nothing else crosses that border. */
export interface HostBridge {
  readonly kind: 'desktop' | 'loopback';
  call(name: string, input: unknown): Promise<Reply>;
  /** Subscribes to events; the result ends the subscription. */
  on(listener: (event: AppEvent) => void): () => void;
  /** Absolute path of a picked or dropped file, or null where the host cannot know it (then it is uploaded). */
  pathForFile(file: object): string | null;
  /** The system's folder chooser, or null where there is none (then the page shows its own). */
  pickFolder: ((title: string) => Promise<string | null>) | null;
  /** Shows a folder in the system's file manager, or null where that is not possible. */
  revealFolder: ((dir: string) => Promise<void>) | null;
}
