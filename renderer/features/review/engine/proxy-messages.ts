import type { Proxy as ReviewCopy } from '../../../../shared/preparation.ts';
import type { SourceFailureReason } from './source-picture.ts';

/** What the page tells the worker that decodes a proxy. */
export type ProxyRequest =
  | { readonly type: 'open'; readonly sha256: string; readonly frames: number; readonly proxy: ReviewCopy }
  /** Gives up what is being decoded, and decodes this instead. */
  | { readonly type: 'decode'; readonly run: number; readonly first: number; readonly last: number }
  | { readonly type: 'stop' };

/** What it answers; every run ends with exactly one `done`, `missing` or `failed`, unless another one took its place. */
export type ProxyReply =
  /** The frame is handed over: the page closes it. */
  | { readonly type: 'picture'; readonly run: number; readonly n: number; readonly frame: VideoFrame }
  | { readonly type: 'done'; readonly run: number }
  /** The chunk is not made yet. */
  | { readonly type: 'missing'; readonly run: number; readonly chunk: number }
  | { readonly type: 'failed'; readonly run: number; readonly reason: SourceFailureReason; readonly message: string };
