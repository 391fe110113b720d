import type { Problem } from './custody.ts';
import type { ErrorEnvelope } from './errors.ts';
import type { Job } from './job.ts';
import type { Preparation } from './preparation.ts';

/** What changed, so that a screen asks again for what it shows. */
export const TOPICS = [
  'app',
  'library',
  'evidence',
  'places',
  'marks',
  'annotations',
  'exhibits',
  'custody',
  'history',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Everything the core tells without being asked, as one discriminated union. */
export type AppEvent =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'changed'; readonly topics: readonly Topic[] }
  /** The sealed library is being locked: nothing of it may be shown from here on. */
  | { readonly type: 'locked'; readonly path: string }
  | { readonly type: 'prepared'; readonly evidenceId: string; readonly preparation: Preparation }
  /** An original is not what was imported any more; found while it was read again in the background. */
  | { readonly type: 'altered'; readonly evidenceId: string; readonly name: string; readonly problem: Problem }
  | { readonly type: 'backupFailed'; readonly error: ErrorEnvelope }
  | { readonly type: 'sample'; readonly step: string; readonly done: number; readonly total: number };
