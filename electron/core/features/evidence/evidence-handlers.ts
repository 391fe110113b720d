import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { Handlers } from '../../handlers.ts';
import { newId } from '../../ids.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Media } from '../../media/media.ts';
import { unwatched } from '../../progress.ts';
import type { MarkService } from '../marks/mark-service.ts';
import type { EvidenceService } from './evidence-service.ts';
import { expandSources } from './import-sources.ts';
import { assertNoTiming, readingIndexes } from './reading-indexes.ts';

export interface EvidenceHandlerDeps {
  readonly evidence: EvidenceService;
  readonly marks: MarkService;
  readonly media: Media;
  readonly jobs: Jobs;
  readonly libraryDir: string;
}

type Names =
  | 'evidence.import'
  | 'evidence.list'
  | 'evidence.show'
  | 'evidence.set'
  | 'evidence.frames'
  | 'evidence.still'
  | 'evidence.pages';

export function evidenceHandlers(deps: EvidenceHandlerDeps): Pick<Handlers, Names> {
  const { evidence, marks, media, jobs, libraryDir } = deps;
  return {
    'evidence.import': async ({ sources, details }, { operator }) => {
      assertNoTiming(details);
      const inputs = await expandSources(sources, details, libraryDir);
      const queued = jobs.enqueue('import', inputs, operator);
      return { batch: queued[0]?.batch ?? newId('batch'), jobs: queued };
    },
    'evidence.list': () => evidence.list(),
    'evidence.show': ({ id }) => ({
      item: evidence.get(id),
      metadata: evidence.metadata(id),
      marks: marks.list(id),
    }),
    'evidence.set': async ({ ids, details }, { operator }) =>
      evidence.set(ids, details, operator, await readingIndexes(ids, details, evidence, media)),

    'evidence.frames': async ({ id }) => {
      const item = withPictures(evidence.get(id));
      if (hasNoPictures(item))
        return { timeBase: [1, 1], pts: [], keys: [], source: 'decoder', fieldOrder: 'progressive' };
      const { timeBase, pts, keys, source, fieldOrder } = await media.index(item.sha256);
      return { timeBase, pts, keys, source, fieldOrder };
    },
    'evidence.still': async ({ id, frame: n }) => {
      const { sha256: original } = withPictures(evidence.get(id));
      const { png, frame } = await media.still(original, n, unwatched.signal);
      const sha256 = createHash('sha256').update(png).digest('hex');
      return { frame, url: `/media/still/${original}/${n}`, sha256 };
    },
    'evidence.pages': async ({ id }) => {
      const item = evidence.get(id);
      if (item.kind !== 'document' && item.kind !== 'image') throw notReviewable(item, 'has no pages');
      const pages = await media.pages(item.sha256);
      return { pages: pages.map(({ width, height }) => ({ width, height })) };
    },
  };
}

/** A film of which nothing decodes has a list of pictures all the same: an empty one. Its warnings say why. */
function hasNoPictures({ pending, frames, warnings }: Item): boolean {
  return !pending && frames === null && !warnings.some(({ code }) => code === 'ffmpeg_missing');
}

/** Items that have been looked into and hold no film are told so without being decoded again. */
function withPictures(item: Item): Item {
  if (item.kind !== 'video' && !item.pending) throw notReviewable(item, 'is no film, so it has no frames');
  return item;
}

function notReviewable(item: Item, why: string): AppError {
  return new AppError('not_reviewable', `“${item.originalName}” ${why}. It is kept as evidence as it is.`, {
    id: item.id,
    kind: item.kind,
  });
}
