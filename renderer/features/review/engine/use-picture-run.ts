import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Position } from '../position.ts';
import type { PictureDesk } from './picture-desk.ts';
import { type PictureWay, runByPictures } from './picture-run.ts';
import type { ProxyDesk } from './proxy-desk.ts';
import { type RunClock, TimerClock } from './run-clock.ts';
import type { RunReport } from './run-tally.ts';
import { drawRunning } from './running-picture.ts';
import type { Speed } from './shuttle.ts';
import { SoundClock } from './sound-clock.ts';

interface PictureRunOptions {
  readonly index: FrameIndex;
  /** The recording's own pictures. */
  readonly desk: PictureDesk;
  /** Width of the core's pictures while they run. */
  readonly width: number | null;
  readonly proxyDesk: RefObject<ProxyDesk | null>;
  readonly position: Position;
  readonly onWay: (way: PictureWay) => void;
  /** Frame n is due; a review copy's picture of it has been drawn already. */
  readonly onShow: (n: number, way: PictureWay) => void;
  /** The recording's end was reached, or `failure` came in between. */
  readonly onEnd: (failure: unknown) => void;
}

/** Running by pictures, see {@link runByPictures}. */
export interface PictureRunner {
  readonly report: RunReport | null;
  readonly soundTrack: RefObject<HTMLAudioElement | null>;
  /** Where a review copy's pictures are drawn, and which frame was drawn last. */
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly drawn: RefObject<number | null>;
  start(speed: Speed): void;
  /** Corrects the speed of what runs by a little. */
  nudge(speed: Speed): void;
  stop(): void;
}

/** Runs a recording by its pictures; everything about it belongs to one stage. */
export function usePictureRun(options: PictureRunOptions): PictureRunner {
  const { index, desk, width, proxyDesk, position } = options;
  const [report, setReport] = useState<RunReport | null>(null);
  const control = useRef<AbortController | null>(null);
  const clock = useRef<RunClock | null>(null);
  /** Resolves when the run before has let go of everything. */
  const ended = useRef<Promise<void>>(Promise.resolve());
  const soundTrack = useRef<HTMLAudioElement | null>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const drawn = useRef<number | null>(null);
  useEffect(() => () => control.current?.abort(), []);

  const draw = (n: number) => {
    const picture = proxyDesk.current?.peek(n) ?? null;
    if (picture === null || canvas.current === null) return;
    drawRunning(canvas.current, picture);
    drawn.current = n;
  };

  const run = async (speed: Speed, signal: AbortSignal, before: Promise<void>) => {
    let from: PictureWay = 'pictures';
    clock.current = soundTrack.current === null ? new TimerClock() : new SoundClock(soundTrack.current);
    // Two runs never hold the sound at once.
    await before;
    await runByPictures({
      index,
      speed,
      signal,
      here: () => position.n,
      show: (n) => {
        if (from === 'proxy') draw(n);
        // At once, so that picture and number change in the same frame of the screen.
        flushSync(() => options.onShow(n, from));
      },
      onWay: (way) => {
        from = way;
        options.onWay(way);
      },
      onReport: setReport,
      load: (n, ahead) => {
        const ready = wantAgain(() => desk.want(n, width, ahead), signal);
        void desk.preload(ahead, width, () => !signal.aborted);
        return ready;
      },
      proxy: () => proxyDesk.current,
      clock: clock.current,
    });
  };

  const start = (speed: Speed) => {
    const mine = new AbortController();
    const { signal } = mine;
    control.current = mine;
    const running = run(speed, signal, ended.current);
    ended.current = running.then(
      () => undefined,
      () => undefined,
    );
    running.then(
      () => {
        if (!signal.aborted) options.onEnd(null);
      },
      (failure) => {
        if (!signal.aborted) options.onEnd(failure);
      },
    );
  };
  return {
    report,
    soundTrack,
    canvas,
    drawn,
    start,
    nudge: (speed) => clock.current?.setSpeed(speed),
    stop: () => {
      control.current?.abort();
      control.current = null;
      proxyDesk.current?.rest();
      setReport(null);
    },
  };
}

/** Wants a picture until it comes: another wish at the same desk may have made it give up the first one. */
async function wantAgain<P>(want: () => Promise<P>, signal: AbortSignal): Promise<P> {
  for (;;) {
    try {
      return await want();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
  }
}
