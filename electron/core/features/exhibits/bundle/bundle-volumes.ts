import { AppError } from '../../../../../shared/errors.ts';
import type { Item } from '../../../../../shared/evidence.ts';
import { byteText } from '../../../store/byte-text.ts';

/** How much each exhibit takes and which original it is made from, in the order of the exhibits. */
export interface VolumeExhibit {
  readonly bytes: number;
  readonly original: string;
}

/** What goes into one volume: positions of exhibits, and SHA-256 of originals. */
export interface VolumePlan {
  readonly exhibits: number[];
  readonly originals: string[];
}

/**
 * Divides exhibits and originals over volumes of `room` bytes, in the order of the exhibits, so that every volume holds
 * a row of them. An original goes with the first exhibit made from it where one volume holds both, else behind it.
 * Everything must fit into a volume of its own.
 */
export function planVolumes(
  exhibits: readonly VolumeExhibit[],
  originals: ReadonlyMap<string, number>,
  room: number,
): VolumePlan[] {
  const volumes: VolumePlan[] = [];
  let left = -1;
  const volumeFor = (bytes: number): VolumePlan => {
    const last = volumes.at(-1);
    const volume = last === undefined || bytes > left ? { exhibits: [], originals: [] } : last;
    if (volume !== last) {
      volumes.push(volume);
      left = room;
    }
    left -= bytes;
    return volume;
  };
  const placed = new Set<string>();
  for (const [position, { bytes, original }] of exhibits.entries()) {
    const more = placed.has(original) ? undefined : originals.get(original);
    const together = more !== undefined && bytes + more <= room;
    const volume = volumeFor(bytes + (together ? more : 0));
    volume.exhibits.push(position);
    if (more === undefined) continue;
    placed.add(original);
    (together ? volume : volumeFor(more)).originals.push(original);
  }
  return volumes;
}

/** Bytes that a volume needs for what is not exhibits or originals, at most. `custody` is the length of the extract. */
export const overviewBytes = (custody: number, stamps: number): number => 600_000 + 2 * custody + stamps;

/** Bytes of an exhibit at most, its sheet and what is told of it elsewhere included. */
export const exhibitBytes = (files: number, pictures: number, document: number): number =>
  files + pictures + 5 * document + 100_000;

/**
 * Bytes of payload that an archive of `size` bytes has room for: headers of a zip's entries, and what age adds to every
 * 64 KiB, are left out of it.
 */
export const roomIn = (size: number, archive: boolean): number =>
  archive ? Math.floor(size * (1 - 1 / 2048)) - 200_000 : size;

const tooSmall = (what: string, size: number, details: Readonly<Record<string, unknown>>): AppError => {
  const text = `${what} does not fit into a volume of ${byteText(size)}. Choose larger volumes.`;
  return new AppError('volume_too_small', text, { ...details, volumeSize: size });
};

/** Says before anything is written which original is larger than a volume. @throws AppError volume_too_small */
export function assertOriginalsFit(evidence: readonly Item[], size: number, room: number): void {
  const large = evidence.find(({ bytes }) => bytes > room);
  if (large === undefined) return;
  const { originalName, sha256, bytes } = large;
  const what = `The original ${originalName} has ${byteText(bytes)} and, with what every volume holds besides,`;
  throw tooSmall(what, size, { sha256, bytes });
}

/** @throws AppError volume_too_small when an exhibit would have to be torn */
export function assertExhibitFits(number: string, title: string, bytes: number, size: number, room: number): void {
  if (bytes <= room) return;
  const what = `Exhibit ${number} (${title}) has ${byteText(bytes)} with its sheet and, with what every volume holds besides,`;
  throw tooSmall(what, size, { number, bytes });
}

/** The estimates above are upper bounds; this holds them to it. @throws AppError volume_too_small */
export function assertVolumeHolds(number: number, bytes: number, size: number, room: number): void {
  if (bytes > room) throw tooSmall(`Volume ${number} has ${byteText(bytes)}, which`, size, { number, bytes });
}
