import type { FrameSpan } from '../../../../../shared/context-span.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/** What is asked for what an exhibit states of its surroundings. */
export type FactDeps = Pick<ExhibitDeps, 'media' | 'marks' | 'annotations' | 'evidence'>;

/** First and last picture and the MD5s of all, from the list of frames, or decoded where only the container has one. */
export async function picturesOf(
  { media }: Pick<FactDeps, 'media'>,
  sha256: string,
  { first, last }: FrameSpan,
  signal: AbortSignal,
) {
  const { pts } = await media.index(sha256);
  const frameMd5 = [...(await media.md5s(sha256, first, last, signal))];
  const ref = (n: number) => ({ n, pts: pts[n] ?? 0, md5: frameMd5[n - first] ?? '' });
  return { in: ref(first), out: ref(last), frameMd5 };
}
