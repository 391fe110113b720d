import type { Page } from '@playwright/test';
import { EXECUTED, LURE } from '../../support/hostile-strings.ts';

/** What a page did that it should not have done. */
export interface PageWatch {
  /** Addresses asked for beyond the page's own origin, or that only a hostile text would name. */
  readonly strayed: string[];
  /** Breaches of the policy as the browser reported them: directive and what broke it. */
  readonly breaches: string[];
  /** Numbers of the texts that ran in any document or frame of this page. */
  executed(): Promise<unknown>;
}

/** Watches from the next document on; reload the page once after it. */
export async function watchPage(page: Page, origin: string): Promise<PageWatch> {
  const strayed: string[] = [];
  const breaches: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) || url.includes(LURE)) strayed.push(url.slice(0, 200));
  });
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.exposeFunction('aigaqBreach', (what: string) => breaches.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const report = Reflect.get(window, 'aigaqBreach') as (what: string) => void;
      report(`${effectiveDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
  return {
    strayed,
    breaches,
    executed: async () => {
      const found = await Promise.all(
        page.frames().map((frame) => frame.evaluate((name) => Reflect.get(window, name), EXECUTED)),
      );
      return found.find((list) => list !== undefined);
    },
  };
}

/** Scrolls everything that scrolls to its end, a screenful at a time, so that every row of long lists is drawn once. */
export async function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(element).overflowY);
    let steps = 0;
    for (const element of [...document.querySelectorAll('*')].filter(scrolls)) {
      for (let top = 0; top < element.scrollHeight && steps < 400; top += Math.max(100, element.clientHeight - 40)) {
        element.scrollTop = top;
        await drawn();
        steps += 1;
      }
      element.scrollTop = 0;
    }
    return steps;
  });
}
