import type { FrameIndex } from '../../../../shared/frames.ts';
import { runPictures } from './picture-shuttle.ts';
import type { ProxyDesk } from './proxy-desk.ts';
import { ChunkNotMade } from './proxy-fetcher.ts';
import type { RunClock } from './run-clock.ts';
import type { RunReport } from './run-tally.ts';
import { isSlow, type Speed } from './shuttle.ts';
import { SourceFailure } from './source-picture.ts';
import { runTimed } from './timed-shuttle.ts';

/** Where running pictures come from: the review copy, or one by one from the original. */
export type PictureWay = 'proxy' | 'pictures';

export interface PictureRun {
  readonly index: FrameIndex;
  readonly speed: Speed;
  readonly signal: AbortSignal;
  /** The frame on screen, as it is now. */
  readonly here: () => number;
  readonly show: (n: number) => void;
  /** Tells where the pictures come from, before the first of them. */
  readonly onWay: (way: PictureWay) => void;
  readonly onReport: (report: RunReport) => void;
  /** Gets one of the original's own pictures ready. */
  readonly load: (n: number, ahead: readonly number[]) => Promise<unknown>;
  readonly proxy: () => ProxyDesk | null;
  /** What the proxy's pictures are shown by. */
  readonly clock: RunClock;
}

/**
 * Runs by pictures until the recording's end or until stopped: from the proxy where it is made, from the original where
 * it is not, changing over wherever that changes. Rejects when the original's own picture cannot be had either.
 */
export async function runByPictures(run: PictureRun): Promise<void> {
  const { index, speed, signal, here } = run;
  const direction = Math.sign(speed);
  const end = direction > 0 ? index.pts.length - 1 : 0;
  const fromProxy = (n: number): ProxyDesk | null => {
    const desk = run.proxy();
    return desk?.has(n) ? desk : null;
  };
  while (!signal.aborted && here() !== end) {
    const desk = fromProxy(here() + direction);
    if (desk === null) {
      run.onWay('pictures');
      await runPictures({ ...run, from: here(), leaveAt: () => fromProxy(here() + direction) !== null });
    } else {
      run.onWay('proxy');
      await throughProxy(run, desk);
    }
  }
}

/** Below normal speed every picture is shown; from it on, the one that is due. Ends where the proxy does. */
async function throughProxy(run: PictureRun, desk: ProxyDesk): Promise<void> {
  const from = run.here();
  const load = (n: number, ahead: readonly number[]) => desk.want(n, null, ahead);
  const leaveAt = (n: number) => !desk.has(n);
  try {
    if (isSlow(run.speed)) await runPictures({ ...run, from, load, leaveAt });
    else await runTimed({ ...run, from, load });
  } catch (error) {
    if (run.signal.aborted) return;
    if (!(error instanceof ChunkNotMade || error instanceof SourceFailure)) throw error;
  }
}
