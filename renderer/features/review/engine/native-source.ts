import { type VideoSample, VideoSampleSink } from 'mediabunny';
import { type FrameIndex, keyFrameAtOrBefore } from '../../../../shared/frames.ts';
import { FrameClock } from './frame-clock.ts';
import { asFailure, type OpenedTrack, openTrack } from './open-track.ts';
import type { Turn } from './picture-desk.ts';
import { type PicturePrints, printOf } from './picture-prints.ts';
import { SampleRun } from './sample-run.ts';
import { SampleStash } from './sample-stash.ts';
import { type PictureSource, SourceFailure, type SourcePicture } from './source-picture.ts';
import { tieRun, timedPrint } from './tie-run.ts';

export interface NativeSourceOptions {
  /** Where the original is. */
  readonly url: string;
  readonly index: FrameIndex;
  /** Clockwise turn that ffmpeg made before it took the MD5s. */
  readonly turn: Turn;
  /** Null as long as the whole decode is still running: then nothing can be proven. */
  readonly prints: PicturePrints | null;
}

type OpenOptions = Omit<NativeSourceOptions, 'prints'> & {
  readonly prints: Promise<PicturePrints> | NativeSourceOptions['prints'];
};

interface DecodeOptions {
  /** Waited for after each picture. */
  readonly between?: () => Promise<unknown> | undefined;
  /** Hands the pictures over in descending order. For few: all of them have to be decoded before the first. */
  readonly lastFirst?: boolean;
}

/** Takes the sample over. */
type OnSample = (n: number, sample: VideoSample) => Promise<void>;

/** How far around a time's frame its picture is looked for, to tell a wrong number from another rendering. */
const REACH = 32;
/** So many pictures on end that are not the index's, and the decoder is of no use here. */
const MOST_UNPROVEN = 24;

/**
 * The browser's own decoder on the untouched original. A picture is numbered by its time and proven by the MD5 of its
 * planes. Where packets and pictures are not one to one (hidden pictures of VP9, fields), the demuxer's times slip; then
 * pictures are numbered by their order from a key picture on, which the MD5 proves as well. Where that fails, too, the
 * source is given up and nothing is shown.
 */
export class NativeSource implements PictureSource {
  readonly #opened: OpenedTrack;
  readonly #sink: VideoSampleSink;
  readonly #options: NativeSourceOptions;
  readonly #stash = new SampleStash<VideoSample>();
  #clock: FrameClock;
  #run: SampleRun | null = null;
  #byOrder = false;
  #unproven = 0;

  private constructor(opened: OpenedTrack, options: NativeSourceOptions) {
    this.#opened = opened;
    this.#options = options;
    this.#clock = new FrameClock(options.index, 0);
    // In software: a hardware decoder has few pictures to lend, and ours are kept for stepping back.
    this.#sink = new VideoSampleSink(opened.track, { hardwareAcceleration: 'prefer-software' });
  }

  /** `prints` may still be on their way: a long recording's table is read meanwhile. @throws SourceFailure */
  static async open(options: OpenOptions): Promise<NativeSource> {
    const opened = await openTrack(options.url);
    try {
      const source = new NativeSource(opened, { ...options, prints: await options.prints });
      await source.#tie();
      return source;
    } catch (error) {
      opened.input.dispose();
      throw asFailure(error);
    }
  }

  /** See {@link PictureSource.decode}. */
  async decode(
    first: number,
    last: number,
    signal: AbortSignal,
    onPicture: (picture: SourcePicture) => void,
    { between = () => undefined, lastFirst = false }: DecodeOptions = {},
  ): Promise<void> {
    let [from, to] = [first, last];
    const told = async (n: number, sample: VideoSample) => {
      onPicture(await this.#prove(n, sample));
      if (lastFirst) to = n - 1;
      else from = n + 1;
      await between();
      signal.throwIfAborted();
    };
    try {
      if (lastFirst) await this.#decodeBack(first, last, signal, told);
      else await this.#decode(first, last, signal, told);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      this.#end();
      const slipped = error instanceof SourceFailure && error.reason === 'mismatch' && this.#options.prints !== null;
      if (!slipped || this.#byOrder) throw asFailure(error);
      this.#byOrder = true;
      await this.decode(from, to, signal, onPicture, { between, lastFirst });
    }
  }

  close(): void {
    this.#end();
    this.#opened.input.dispose();
  }

  /**
   * A decoder goes forwards only, so that the pictures wait in the stash. Of large ones only the last few find room: those
   * before them are then decoded again, as many at a time as do.
   */
  async #decodeBack(first: number, last: number, signal: AbortSignal, onSample: OnSample): Promise<void> {
    let room = last - first + 1;
    for (let n = last; n >= first; n--) {
      if (!this.#stash.has(n)) {
        const from = Math.max(first, n - room + 1);
        await this.#decode(from, n, signal, async (each, sample) => this.#stash.put(each, sample));
        room = this.#stash.countUpTo(n);
      }
      await this.#decode(n, n, signal, onSample);
    }
  }

  async #decode(first: number, last: number, signal: AbortSignal, onSample: OnSample): Promise<void> {
    let wanted = first;
    for (; wanted <= last; wanted++) {
      const kept = this.#stash.take(wanted);
      if (kept === undefined) break;
      await onSample(wanted, kept);
    }
    if (wanted > last) return;
    const run = this.#runFor(wanted);
    while (wanted <= last) {
      const sample = await run.take(signal);
      if (sample === null) throw new SourceFailure('mismatch', `the stream ended before frame ${wanted}`);
      const n = await this.#number(run, sample);
      if (n === null) continue;
      if (n <= run.last || n > wanted) {
        sample.close();
        throw new SourceFailure('mismatch', `frame ${n} came after ${run.last}, when ${wanted} was due`);
      }
      run.last = n;
      if (n === wanted) {
        await onSample(n, sample);
        wanted += 1;
      } else if (n >= run.begin) this.#stash.put(n, sample);
      else sample.close();
    }
  }

  /** Which frame it is; null, and the sample is closed, when it is none of the index. */
  async #number(run: SampleRun, sample: VideoSample): Promise<number | null> {
    const n = this.#byOrder ? await this.#numberByOrder(run, sample) : this.#clock.frameAt(sample.timestamp);
    if (n === null) sample.close();
    return n;
  }

  async #numberByOrder(run: SampleRun, sample: VideoSample): Promise<number | null> {
    if (run.last >= 0) return run.last + 1;
    const { prints, turn } = this.#options;
    const { print } = await timedPrint(sample, turn);
    return print && (prints?.near(run.begin, print, REACH) ?? null);
  }

  /** The run under way if it comes by frame n without going a longer way than from n's key picture, else a new one. */
  #runFor(n: number): SampleRun {
    const key = keyFrameAtOrBefore(this.#options.index, n);
    if (this.#run !== null && this.#run.last < n && key <= this.#run.last + 1) return this.#run;
    this.#run?.close();
    const begin = this.#byOrder ? key : Math.max(key, n - this.#stash.most);
    this.#run = new SampleRun(this.#sink, this.#clock.secondsOf(begin), begin);
    return this.#run;
  }

  /** Takes the sample; the picture's frame is the caller's to close. */
  async #prove(n: number, sample: VideoSample): Promise<SourcePicture> {
    const { prints, turn } = this.#options;
    const frame = sample.toVideoFrame();
    sample.close();
    try {
      const print = prints && (await printOf(frame, turn));
      if (!prints) return { n, frame, proven: false };
      const really = print && prints.near(n, print, REACH);
      if (really !== null && really !== n) {
        throw new SourceFailure('mismatch', `the picture at the time of frame ${n} is frame ${really}`);
      }
      this.#unproven = really === n ? 0 : this.#unproven + 1;
      if (this.#unproven >= MOST_UNPROVEN) {
        throw new SourceFailure('mismatch', `${this.#unproven} pictures on end are not the index's`);
      }
      return { n, frame, proven: really === n };
    } catch (error) {
      frame.close();
      throw error;
    }
  }

  /** Finds out how the demuxer's clock runs against the index; what was decoded for that is kept. */
  async #tie(): Promise<void> {
    this.#run = new SampleRun(this.#sink, Number.NEGATIVE_INFINITY, 0);
    const { tied, taken } = await tieRun(this.#run, this.#options);
    this.#clock = tied.clock;
    this.#byOrder = tied.against > tied.agreed;
    for (const sample of taken) {
      const n = this.#byOrder ? null : this.#clock.frameAt(sample.timestamp);
      if (n === null) sample.close();
      else this.#stash.put(n, sample);
      this.#run.last = n ?? this.#run.last;
    }
    if (this.#byOrder) this.#end();
  }

  #end(): void {
    this.#run?.close();
    this.#run = null;
    this.#stash.clear();
  }
}
