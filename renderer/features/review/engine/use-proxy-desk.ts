import { type RefObject, useEffect, useRef } from 'react';
import type { Preparation } from '../../../../shared/preparation.ts';
import { openProxyWorker } from './open-proxy-worker.ts';
import { ProxyDesk } from './proxy-desk.ts';

/** Two states of one proxy, as opposed to one that was made anew in another shape. */
const shapeOf = (proxy: Preparation['proxy']): string | null =>
  proxy && [proxy.width, proxy.height, proxy.chunkFrames, proxy.gop, proxy.chunks].join();

/** The proxy's pictures as soon as any are made; its worker starts then. Null before, and where there is no proxy. */
export function useProxyDesk(sha256: string, frames: number, proxy: Preparation['proxy']): RefObject<ProxyDesk | null> {
  const desk = useRef<ProxyDesk | null>(null);
  const latest = useRef(proxy);
  const shape = proxy !== null && proxy.made.length > 0 ? shapeOf(proxy) : null;
  useEffect(() => {
    latest.current = proxy;
    if (proxy !== null) desk.current?.update(proxy);
  }, [proxy]);
  useEffect(() => {
    const first = latest.current;
    if (shape === null || first === null) return;
    const opened = new ProxyDesk(sha256, frames, first, openProxyWorker);
    desk.current = opened;
    return () => {
      desk.current = null;
      opened.close();
    };
  }, [sha256, frames, shape]);
  return desk;
}
