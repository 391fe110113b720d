import { box, fullBox, longWords, mediaDataHead, ownData, UNITY, u16, u32, u64, words } from './iso-boxes.ts';

/** One picture of a film, shown from `at` until the next one; times in ticks of the film's clock, from 0. */
export interface FilmPicture {
  readonly png: Buffer;
  readonly at: number;
}

export interface FilmShape {
  readonly width: number;
  readonly height: number;
  /** Ticks of its clock in a second. */
  readonly timescale: number;
  /** When its last picture ends, in ticks. */
  readonly end: number;
}

/** Media data is gathered up to this much, so that a reader finds the tables at the end after few steps. */
const RUN_BYTES = 4 << 20;

/**
 * A film whose pictures are PNG files, in QuickTime's container: lossless, with alpha, every picture at its own exact
 * tick, and anybody's to look into. Written from start to end. Deliberately not Matroska, whose times are milliseconds.
 */
export async function* pngFilm(shape: FilmShape, pictures: AsyncIterable<FilmPicture>): AsyncGenerator<Buffer> {
  const sizes: number[] = [];
  const times: number[] = [];
  const places: number[] = [];
  let run: Buffer[] = [];
  let runBytes = 0;
  const head = fileType();
  yield head;
  let position = head.length;
  const endRun = (): Buffer => {
    const data = Buffer.concat([mediaDataHead(runBytes), ...run]);
    position += data.length;
    run = [];
    runBytes = 0;
    return data;
  };
  for await (const { png, at } of pictures) {
    places.push(position + 8 + runBytes);
    sizes.push(png.length);
    times.push(at);
    run.push(png);
    runBytes += png.length;
    if (runBytes >= RUN_BYTES) yield endRun();
  }
  if (run.length > 0) yield endRun();
  yield filmTables(shape, { sizes, times, places });
}

const fileType = (): Buffer => box('ftyp', Buffer.from('qt  \0\0\x02\0qt  ', 'latin1'));

interface Samples {
  readonly sizes: readonly number[];
  readonly times: readonly number[];
  readonly places: readonly number[];
}

/** Version 1 of boxes, because their durations have 64 bits. */
const LONG = 1 << 24;
const UNDETERMINED = 0x55c4;

function filmTables({ width, height, timescale, end }: FilmShape, samples: Samples): Buffer {
  const clock = Buffer.concat([u64(0, 0), u32(timescale), u64(end)]);
  const pad = u32(0, 0, 0, 0, 0, 0);
  const mvhd = fullBox('mvhd', LONG, clock, u32(0x10000), u16(0x100, 0), u32(0, 0), UNITY, pad, u32(2));
  const track = [u64(0, 0), u32(1, 0), u64(end), u32(0, 0, 0, 0), UNITY, u32(width * 0x10000, height * 0x10000)];
  const handler = fullBox('hdlr', 0, Buffer.from('mhlrvide'), u32(0, 0, 0), Buffer.from('\0'));
  const dataHandler = fullBox('hdlr', 0, Buffer.from('dhlrurl '), u32(0, 0, 0), Buffer.from('\0'));
  const picture = fullBox('vmhd', 1, u16(0, 0, 0, 0));
  const tables = sampleTables({ width, height, end }, samples);
  const media = box(
    'mdia',
    fullBox('mdhd', LONG, clock, u16(UNDETERMINED, 0)),
    handler,
    box('minf', picture, dataHandler, ownData(), tables),
  );
  return box('moov', mvhd, box('trak', fullBox('tkhd', LONG | 3, ...track), media));
}

function sampleTables({ width, height, end }: Omit<FilmShape, 'timescale'>, { sizes, times, places }: Samples): Buffer {
  const name = Buffer.alloc(32);
  name.write('\x03PNG', 'latin1');
  const entry = box(
    'png ',
    ...[u32(0), u16(0, 1), u32(0, 0, 0, 0), u16(width, height), u32(0x480000, 0x480000, 0), u16(1)],
    ...[name, u16(32, 0xffff)],
  );
  const lengths = times.flatMap((at, i) => [1, (times[i + 1] ?? end) - at]);
  return box(
    'stbl',
    fullBox('stsd', 0, u32(1), entry),
    fullBox('stts', 0, u32(times.length), words(lengths)),
    fullBox('stsc', 0, u32(1, 1, 1, 1)),
    fullBox('stsz', 0, u32(0, sizes.length), words(sizes)),
    fullBox('co64', 0, u32(places.length), longWords(places)),
  );
}
