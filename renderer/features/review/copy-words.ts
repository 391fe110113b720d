import type { TFunction } from 'i18next';
import { formatDuration } from '../../lib/format.ts';
import { madeShare } from './engine/proxy-chunks.ts';
import type { PreparationState } from './engine/use-preparation.ts';

/** `41 %`, never 100 % before all of it is there. */
function percent(share: number, language: string): string {
  const shown = share < 1 ? Math.min(0.99, Math.floor(share * 100) / 100) : 1;
  return new Intl.NumberFormat(language, { style: 'percent' }).format(shown);
}

export interface CopyWords {
  readonly text: string;
  readonly state: 'ready' | 'making' | 'failed';
}

/** How far the review copy is, in words; null when there is nothing to tell. */
export function copyWords(
  { preparation, job, error }: PreparationState,
  t: TFunction<'review-play'>,
  language: string,
): CopyWords | null {
  if (error !== null || job?.state === 'failed') return { text: t('copy.failed'), state: 'failed' };
  const proxy = preparation?.proxy ?? null;
  if (proxy === null) return null;
  const share = madeShare(proxy);
  if (share >= 1) return { text: t('copy.ready'), state: 'ready' };
  const made = percent(share, language);
  if (job === null) return { text: t('copy.part', { made }), state: 'making' };
  if (job.state === 'interrupted') return { text: t('copy.interrupted', { made }), state: 'failed' };
  const left = job.progress?.secondsLeft ?? null;
  const text = left === null ? t('copy.made', { made }) : t('copy.left', { made, left: formatDuration(left) });
  return { text, state: 'making' };
}
