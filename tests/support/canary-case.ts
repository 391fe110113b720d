import { mkdirSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Core, createLibrary, openCore } from '../../electron/core/app.ts';
import type { Mark } from '../../shared/mark.ts';
import { resourcesDir } from './exhibit-library.ts';
import { makeWithFfmpeg } from './media-room.ts';
import { tellingPdf } from './telling-pdf.ts';

/** Everything that must not reach the public, each by a word that stands nowhere else. */
export const CANARY = {
  operator: 'Zoperatorq Account',
  source: 'Zsourceq Witness',
  custodian: 'Zcustodianq Keeper',
  intake: 'Zintakeq told me',
  note: 'Znoteq Свидетель',
  clock: 'Zclockq wristwatch',
  file: 'Zfilenameq of Aidar',
  redaction: 'Zredactionq-face',
  make: 'Zmakeq Inc',
  model: 'Zmodelq 9',
  serial: 'ZSERIALQ0042',
  artist: 'Zartistq Person',
  encoder: 'Zencoderq 1.0',
  gps: '+43.2551+076.9126',
  xmp: 'Zxmpq creator',
  host: 'zhostq-laptop',
  path: '/home/zaccountq/evidence',
  date: '2019-06-12T03:04:05',
} as const;

/** Where the bundle is not searched by a canary of ours: what this machine is really called. */
export const realNames = (): string[] =>
  [hostname(), userInfo().username].filter((name) => name.length >= 5 && name !== 'localhost');

export interface CanaryCase {
  readonly core: Core;
  readonly film: string;
  /** Marks on film, photo and document that hide nothing. */
  readonly open: readonly Mark[];
  /** A mark on the film for what is to be hidden: frames 50 to 99. */
  readonly hidden: Mark;
}

/** A library with a film, a photo and a document, telling names in every corner of them and of the library. */
export async function makeCanaryCase(dir: string): Promise<CanaryCase> {
  const sources = join(dir, 'zaccountq');
  mkdirSync(sources, { recursive: true });
  const film = tellingFilm(join(sources, `${CANARY.file}.mov`));
  const photo = await tellingPhoto(join(sources, `${CANARY.file}.jpg`));
  const paper = await tellingPdf(join(sources, `${CANARY.file}.pdf`), CANARY);
  const libraryDir = join(sources, 'library');
  const { operator } = CANARY;
  await createLibrary({ libraryDir, title: `Case of ${CANARY.source}`, operator, resourcesDir });
  const core = await openCore({ libraryDir, resourcesDir, ffmpeg: 'ffmpeg', mode: 'write' });
  await core.call('places.set', { code: 'ALM-1', name: 'Station 1', address: '1 Example Street', region: null });
  const ids = await importAll(core, [film, photo, paper]);
  const [filmId = '', photoId = '', paperId = ''] = ids;
  const reading = { frame: 0, pts: 0, shown: '2026-11-19T20:15:00' };
  const measured = `compared with ${CANARY.clock}`;
  const basis = 'burnt-in' as const;
  const timing = { basis, readings: [reading], zone: '+05:00', ahead: 2, within: 1, measured };
  await core.call('evidence.set', { ids: [filmId], details: { timing, clock: CANARY.clock } });
  const create = (some: Record<string, unknown>) =>
    core.call('marks.create', { title: 'Ballots', note: CANARY.note, violations: ['B1'], ...some } as never);
  const open = [
    await create({ evidenceId: filmId, in: 0, out: 20 }),
    await create({ evidenceId: photoId, page: 1 }),
    await create({ evidenceId: paperId, page: 1, region: { x: 0.1, y: 0.1, width: 0.5, height: 0.3 } }),
  ];
  const hidden = await create({ evidenceId: filmId, in: 50, out: 99 });
  return { core, film, open, hidden };
}

async function importAll(core: Core, paths: readonly string[]): Promise<string[]> {
  const details = {
    ...{ source: CANARY.source, custodian: CANARY.custodian, note: CANARY.intake, place: 'ALM-1' },
    ...{ recorded: '2026-11-19T20:15:00+05:00', clock: 'camera clock', received: '2026-11-20T10:00:00+05:00' },
  };
  const { jobs } = await core.call('evidence.import', { sources: paths.map((path) => ({ path })), details });
  const ended = await core.call('jobs.wait', { ids: jobs.map((job) => job.id) });
  return ended.map((job) => (job.result as { item: { id: string } | null }).item?.id ?? '');
}

/**
 * Four seconds of 25 pictures with sound; grain everywhere, because two even areas are alike to every measure of likeness;
 * everything that phones write about themselves, and more.
 */
function tellingFilm(path: string): string {
  const tags = {
    ...{ make: CANARY.make, model: CANARY.model, artist: CANARY.artist, encoder: CANARY.encoder },
    'com.apple.quicktime.location.ISO6709': `${CANARY.gps}/`,
    'com.apple.quicktime.make': CANARY.make,
    'com.apple.quicktime.creationdate': CANARY.date,
    comment: `${CANARY.serial} on ${CANARY.host} in ${CANARY.path}`,
    title: CANARY.xmp,
  };
  makeWithFfmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=4,noise=alls=40:allf=t:all_seed=1'],
    ...['-f', 'lavfi', '-i', "aevalsrc=exprs='0.3*(random(0)*2-1)*(0.6+0.4*sin(2*PI*3*t))':s=48000:d=4"],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le'],
    ...Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    ...['-metadata:s:v:0', `handler_name=${CANARY.model}`, '-metadata:s:v:0', `encoder=${CANARY.encoder}`],
    ...['-metadata', 'creation_time=2019-06-12T03:04:05Z', '-movflags', 'use_metadata_tags', path],
  );
  return path;
}

/** A photo with EXIF and XMP. */
async function tellingPhoto(path: string): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${CANARY.xmp} ${CANARY.gps} ${CANARY.date}"/></rdf:RDF></x:xmpmeta>`;
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#808080', noise } })
    .jpeg()
    .withExif({
      IFD0: { Make: CANARY.make, Model: CANARY.model, Artist: CANARY.artist, HostComputer: CANARY.host },
      IFD2: { BodySerialNumber: CANARY.serial, UserComment: CANARY.path },
      IFD3: { GPSAreaInformation: CANARY.gps },
    })
    .withXmp(xmp)
    .toFile(path);
  return path;
}
