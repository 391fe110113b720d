import type { Turn } from './picture-desk.ts';
import type { PicturePrints } from './picture-prints.ts';
import type { PrintReply, PrintRequest } from './print-messages.ts';

/**
 * What the MD5 of the picture that a player shows says about the frame that its clock names. `here`: it is that frame
 * and can be no other one nearby. `perhaps`: it looks like it, and so do neighbours. `elsewhere`: it is frame n.
 * `unclear`: it is not that frame, and several others look alike. `foreign`: no frame of the recording has this MD5.
 */
export type Verdict =
  | { readonly kind: 'here' }
  | { readonly kind: 'perhaps' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'elsewhere'; readonly n: number };

/** No player's clock is wrong by more and plays on: five seconds at 25 pictures a second. */
const REACH = 125;

/** Judges a picture that is said to be frame `guess`. */
export function judgePicture(prints: PicturePrints, guess: number, print: Uint8Array): Verdict {
  const alike = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((n) => prints.is(n, print));
  const nearby = alike(Math.max(0, guess - REACH), Math.min(prints.count - 1, guess + REACH));
  if (nearby.includes(guess)) return { kind: nearby.length === 1 ? 'here' : 'perhaps' };
  const [only, ...others] = nearby.length > 0 ? nearby : prints.all(print, 2);
  if (only === undefined) return { kind: 'foreign' };
  return others.length === 0 ? { kind: 'elsewhere', n: only } : { kind: 'unclear' };
}

/** Takes MD5s of single pictures in a worker of its own. */
export class PictureJudge {
  readonly #turn: Turn;
  readonly #waiting = new Map<number, (print: PrintReply['print']) => void>();
  #worker: Worker | null = null;
  #asked = 0;

  /** `turn` makes the recording's coded pictures upright. */
  constructor(turn: Turn) {
    this.#turn = turn;
  }

  /** MD5 of the picture, which is given away; null when it cannot be compared. */
  print(frame: VideoFrame): Promise<PrintReply['print']> {
    const worker = this.#open();
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, frame, turn: this.#turn } satisfies PrintRequest, [frame]);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#answerAll();
  }

  #open(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./print-worker.ts', import.meta.url), { type: 'module', name: 'prints' });
    worker.addEventListener('message', ({ data: { id, print } }: MessageEvent<PrintReply>) => {
      this.#waiting.get(id)?.(print);
      this.#waiting.delete(id);
    });
    worker.addEventListener('error', () => this.#answerAll());
    this.#worker = worker;
    return worker;
  }

  /** Nobody waits for a worker that is gone. */
  #answerAll(): void {
    for (const answer of this.#waiting.values()) answer(null);
    this.#waiting.clear();
  }
}
