import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { withFilms } from './clip-burning.ts';
import { makeClip } from './clips.ts';
import { compareRange } from './compare.ts';
import { courseStore } from './course-store.ts';
import { probeDocument, rasterFileOf } from './documents.ts';
import { readVersion } from './ffmpeg.ts';
import type { Probe } from './first-look.ts';
import { md5Range } from './index-range.ts';
import { indexStore, notReviewable } from './index-store.ts';
import { childGuards } from './launch.ts';
import { LruMap } from './lru-map.ts';
import type { Media } from './media.ts';
import { ffmpegInputOf, mediaContext, sniffOriginal } from './media-context.ts';
import { makePair } from './pair-film.ts';
import { createPictures, type PictureOrigin } from './pictures.ts';
import { type Opened, openWithFfmpeg, probeFilm } from './probe.ts';
import { createRaster } from './raster.ts';
import type { Inspected, RasterFile } from './raster-messages.ts';
import { createReviewFiles } from './review-files.ts';
import { sniffFile, typeMismatch } from './sniff.ts';
import { makeStill } from './stills.ts';
import { filmThumbnail, THUMBNAIL_WIDTH, toWebp } from './thumbnails.ts';

export interface MediaOptions {
  /** Path of the ffmpeg program; null when there is none: then only documents and pictures can be looked into. */
  readonly ffmpeg: string | null;
  readonly store: Store;
  readonly log: Log;
}

const THUMBNAIL = 'thumbnail.webp';
/** Drawn pages kept in memory, so that going back and forth does not draw them again. */
const PAGE_BYTES = 48 << 20;

/** Everything that looks into the originals of one library. */
export async function createMedia({ ffmpeg, store, log }: MediaOptions): Promise<Media> {
  const version = ffmpeg === null ? null : await readVersion(ffmpeg);
  const { missing } = await childGuards();
  if (missing.length > 0) log.warn('media.guards_missing', { missing: missing.length });
  const context = mediaContext(version === null ? null : ffmpeg, store, log);
  const indexes = indexStore(context);
  const pictures = createPictures();
  const raster = createRaster();
  const openings = new LruMap<string, Promise<Opened>>(200);
  const courses = courseStore(context, async (sha256) => {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) throw notReviewable();
    return openings.getOrMake(sha256, () => openWithFfmpeg(context.ffmpeg, input));
  });
  const review = createReviewFiles({
    context,
    index: indexes.get,
    opened: ({ sha256, input }) => openings.getOrMake(sha256, () => openWithFfmpeg(context.ffmpeg, input)),
  });
  const inspections = new LruMap<string, Promise<Inspected>>(200);
  const drawn = new LruMap<string, Uint8Array>(PAGE_BYTES, (png) => png.length);

  async function originOf(sha256: string): Promise<PictureOrigin> {
    const input = await ffmpegInputOf(context, sha256);
    if (input === null) throw notReviewable();
    return { sha256, program: context.ffmpeg, input, index: await indexes.get(sha256) };
  }

  async function drawable(sha256: string): Promise<RasterFile> {
    const { family } = await sniffOriginal(context, sha256);
    const file = rasterFileOf(context, sha256, family);
    if (file === null)
      throw new AppError('not_reviewable', 'This item has no pages that can be shown. It is kept as evidence.');
    return file;
  }

  async function probe(sha256: string, originalName: string, work: Parameters<Media['probe']>[2]): Promise<Probe> {
    const sniffed = await sniffFile(store.original(sha256), originalName);
    const film = sniffed.family.demuxer !== null;
    const found = film
      ? await probeFilm(context, sha256, sniffed, work)
      : await probeDocument(context, raster, sha256, sniffed);
    const mismatch = typeMismatch(sniffed.family, originalName);
    log.info('media.probed', { family: sniffed.family.id, review: found.review, warnings: found.warnings.length });
    if (mismatch === null) return found;
    return { ...found, warnings: [{ code: 'type_mismatch', message: mismatch }, ...found.warnings] };
  }

  async function drawThumbnail(sha256: string): Promise<Uint8Array | null> {
    const { family } = await sniffOriginal(context, sha256);
    if (family.demuxer !== null) {
      const input = context.ffmpeg === null ? null : await ffmpegInputOf(context, sha256);
      return input === null ? null : filmThumbnail(context.ffmpeg, input);
    }
    const file = rasterFileOf(context, sha256, family);
    if (file === null) return null;
    const { pages } = await raster.inspect(file);
    return pages.length === 0 ? null : toWebp(Buffer.from(await raster.page(file, 1, THUMBNAIL_WIDTH)));
  }

  return {
    ffmpegVersion: version,
    missingGuards: missing,
    probe,
    buildIndex: indexes.build,
    index: indexes.get,
    listFrames: indexes.list,
    prints: async (sha256) => (await indexes.get(sha256)).md5?.bytes ?? null,
    md5s: async (sha256, first, last, signal) => md5Range(await originOf(sha256), first, last, signal),
    async frameRef(sha256, n) {
      const origin = await originOf(sha256);
      const [md5 = ''] = await md5Range(origin, n, n);
      return { n, pts: origin.index.pts[n] ?? 0, md5 };
    },
    picture: async (sha256, n, maxWidth, signal, field = null) =>
      pictures.picture(await originOf(sha256), n, { maxWidth, field }, signal),
    review,
    async still(sha256, n, signal) {
      const origin = await originOf(sha256);
      const png = await makeStill(origin, n, signal);
      const [md5 = ''] = await md5Range(origin, n, n, signal);
      return { png, frame: { n, pts: origin.index.pts[n] ?? 0, md5 } };
    },
    async clip(sha256, first, last, out, work, { burn, stills = [] } = {}) {
      const origin = await originOf(sha256);
      const opened = await openings.getOrMake(sha256, () => openWithFfmpeg(context.ffmpeg, origin.input));
      const plain = { origin, opened, first, last, out, work, stills, layers: [], silenced: [] };
      return makeClip(burn === undefined ? plain : await withFilms(plain, burn));
    },
    pair: (request) => makePair(context.ffmpeg, request),
    compare: async (sha256, first, last, md5, work) => compareRange(await originOf(sha256), first, last, md5, work),
    course: courses.get,
    async pages(sha256) {
      const file = await drawable(sha256);
      return (await inspections.getOrMake(sha256, () => raster.inspect(file))).pages;
    },
    async page(sha256, page, width) {
      const key = `${sha256} ${page} ${width}`;
      const png = drawn.get(key) ?? (await raster.page(await drawable(sha256), page, width));
      drawn.set(key, png);
      return png;
    },
    pdfPageCount: async (pdf) => (await raster.inspect({ family: 'pdf', bytes: pdf })).pages.length,
    pdfPage: (pdf, page, width) => raster.page({ family: 'pdf', bytes: pdf }, page, width),
    async thumbnail(sha256) {
      const kept = await store.readDerived(sha256, THUMBNAIL);
      const data = kept ?? (await drawThumbnail(sha256));
      if (data === null) return null;
      if (kept === null) await store.writeDerived(sha256, THUMBNAIL, data);
      return { data, mime: 'image/webp' };
    },
    async close() {
      courses.close();
      pictures.close();
      await raster.close();
    },
  };
}
