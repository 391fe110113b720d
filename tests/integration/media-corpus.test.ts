import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DecodedIndex } from '../../electron/core/media/decoded-index.ts';
import type { Probe } from '../../electron/core/media/first-look.ts';
import { framemd5Reader } from '../../electron/core/media/framemd5.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { type MediaRoom, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const here = existsSync(join(CORPUS, 'truth', 'video_truth.json'));
const newDir = sharedTempDirs('media-corpus');
/** Looking into all of them takes minutes; AIGAQ_WHOLE_CORPUS=1 does so. */
const MOST_BYTES = process.env.AIGAQ_WHOLE_CORPUS ? Number.POSITIVE_INFINITY : 120_000;

interface Truth {
  readonly file: string;
  readonly decoded_frames: number;
  readonly md5_usable: boolean;
  readonly keyframes: number | null;
  readonly n_video: number;
  readonly n_audio: number;
  readonly decode_error_lines: number;
  readonly rotation_deg: number | null;
}

function trueList(file: string): { timeBase: readonly [number, number]; pts: number[]; md5: string[] } {
  const pts: number[] = [];
  const md5: string[] = [];
  const reader = framemd5Reader((at, hash) => {
    pts.push(at);
    md5.push(hash);
  });
  reader.push(gunzipSync(readFileSync(join(CORPUS, 'truth', 'framemd5', `${basename(file)}.framemd5.gz`))));
  reader.end();
  return { timeBase: reader.header.timeBase, pts, md5 };
}

/** What is wrong with the index of a recording whose list is known beyond doubt. */
function listFaults(truth: Truth, probe: Probe, index: DecodedIndex | null): string[] {
  const { timeBase, pts, md5 } = trueList(truth.file);
  const same =
    JSON.stringify([index?.timeBase, index?.pts, index?.md5?.slice()]) === JSON.stringify([timeBase, pts, md5]);
  return [
    ...(same ? [] : ['another list of pictures']),
    ...(index?.keys.length === truth.keyframes ? [] : ['other key frames']),
    ...(probe.rotation === (360 - (truth.rotation_deg ?? 0)) % 360 ? [] : [`turned by ${probe.rotation}`]),
    ...(probe.kind === 'video' && probe.review !== 'none' ? [] : [`${probe.kind}, review ${probe.review}`]),
  ];
}

async function faultsOf(room: MediaRoom, truth: Truth): Promise<string[]> {
  const sha = await room.take(join(CORPUS, truth.file));
  const probe = await room.media.probe(sha, basename(truth.file), unwatched);
  const index = await room.media.buildIndex(sha, unwatched);
  if (truth.md5_usable && truth.decoded_frames > 0) return listFaults(truth, probe, index);
  const soundOnly = truth.n_video === 0 && truth.n_audio > 0;
  const warned = probe.warnings.length + (index?.warnings.length ?? 0) > 0;
  return soundOnly || warned ? [] : ['no warning'];
}

if (!here) {
  test('real recordings', () => {
    process.stderr.write('No corpus beside the project: the tests on real recordings did not run.\n');
    expect(here).toBe(false);
  });
} else {
  test('real recordings: every index is the decoder’s list; damage is said', { timeout: 1_800_000 }, async () => {
    const room = await openMediaRoom(newDir());
    const truths = JSON.parse(readFileSync(join(CORPUS, 'truth', 'video_truth.json'), 'utf8')) as Truth[];
    const chosen = truths.filter(({ file }) => statSync(join(CORPUS, file)).size <= MOST_BYTES);
    const faults: string[] = [];
    for (const truth of chosen) faults.push(...(await faultsOf(room, truth)).map((fault) => `${truth.file}: ${fault}`));
    process.stderr.write(`Real recordings: ${chosen.length} of ${truths.length} looked into.\n`);
    await room.close();
    expect(faults).toEqual([]);
  });
}
