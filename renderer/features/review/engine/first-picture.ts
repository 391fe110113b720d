import type { Item } from '../../../../shared/evidence.ts';
import { loadPicture } from './load-picture.ts';
import type { StagePicture } from './picture-desk.ts';
import { widthStep } from './picture-loader.ts';

/** With more frames the container's table takes longer to read than the core takes for one picture. */
export const LONG = 20_000;

interface First {
  readonly sha256: string;
  readonly n: number;
  readonly picture: Promise<StagePicture>;
}

let first: First | null = null;

/** The core makes its pictures upright and proves them itself. */
export async function corePicture(
  sha256: string,
  n: number,
  width: number | null,
  signal?: AbortSignal,
): Promise<StagePicture> {
  const image = await loadPicture(sha256, n, width, signal);
  return { n, proof: 'core', image, turn: 0, width: image.width, height: image.height, close: () => image.close() };
}

/**
 * Asks the core for the picture that a long recording begins with, before even its list of frames is here. As wide as
 * the window, because the stage has no size yet.
 */
export function askFirstPicture({ sha256, frames, width }: Item, n: number): void {
  if (frames === null || frames < LONG || n >= frames) return;
  dropFirst();
  const picture = corePicture(sha256, n, widthStep(innerWidth, devicePixelRatio, width));
  // Its failure is told to whoever takes it; one that nobody takes is no news.
  picture.catch(() => undefined);
  first = { sha256, n, picture };
}

/** Hands it over, once: the picture is the caller's to close. Null when it is another one, or was never asked for. */
export function takeFirstPicture(sha256: string, n: number): Promise<StagePicture> | null {
  if (first?.sha256 !== sha256 || first.n !== n) return null;
  const { picture } = first;
  first = null;
  return picture;
}

function dropFirst(): void {
  first?.picture.then(
    (picture) => picture.close(),
    () => undefined,
  );
  first = null;
}
