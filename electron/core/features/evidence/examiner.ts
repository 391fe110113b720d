import { AppError, toEnvelope } from '../../../../shared/errors.ts';
import type { Item, Warning } from '../../../../shared/evidence.ts';
import { intervalSeconds, isVariableRate } from '../../../../shared/frames.ts';
import type { Log } from '../../log.ts';
import type { DecodedIndex } from '../../media/decoded-index.ts';
import type { Probe } from '../../media/first-look.ts';
import type { Media } from '../../media/media.ts';
import type { Work } from '../../progress.ts';
import { abortable } from '../../store/block-reader.ts';
import type { Findings } from './evidence-rows.ts';
import type { EvidenceService } from './evidence-service.ts';
import { listCorrection } from './list-correction.ts';

export interface ExaminerDeps {
  readonly evidence: EvidenceService;
  readonly media: Media;
  readonly log: Log;
  readonly changed: () => void;
  /**
   * Moves what was marked while only the container had listed the frames to the decoder's list. It changes nothing where
   * the two agree.
   */
  readonly reanchor: (evidenceId: string, operator: string) => Promise<void>;
}

/** Looks into originals after they are safe. Whatever is inside them, the item stays evidence. */
export interface Examiner {
  /**
   * Looks into an item to the end and records what was found. Two who ask at once share the work.
   * @throws AppError cancelled; the item then stays pending
   */
  examine(id: string, operator: string, work: Work): Promise<Item>;
}

export function createExaminer({ evidence, media, log, changed, reanchor }: ExaminerDeps): Examiner {
  const running = new Map<string, Promise<Item>>();

  const examineNow = async (id: string, operator: string, work: Work): Promise<Item> => {
    const item = evidence.get(id);
    const probe = await attempt(work, log, () => media.probe(item.sha256, item.originalName, work));
    if (probe.value?.kind !== 'video')
      return evidence.keepFindings(id, findings(probe.value, null, probe.warnings), operator);
    // Only a film takes long from here on; everything else is known in full already.
    const listed = item.pending ? await listedByContainer(item, probe.value, work) : null;
    if (item.pending) {
      evidence.keepFirstLook(id, findings(probe.value, listed, []));
      changed();
    }
    const index = await attempt(work, log, () => media.buildIndex(item.sha256, work));
    const decided = index.warnings.length === 0;
    const correction = listed !== null && decided ? listCorrection(listed, index.value) : null;
    const problems = [...probe.warnings, ...index.warnings, ...(correction === null ? [] : [correction])];
    const found = evidence.keepFindings(id, findings(probe.value, index.value, problems), operator, index.value);
    if (listed === null || index.value === null) return found;
    await reanchor(id, operator);
    return evidence.get(id);
  };

  /** Frames that can be reviewed at once, while the decode of the whole stream is still to come. */
  const listedByContainer = async (item: Item, probe: Probe, work: Work): Promise<DecodedIndex | null> => {
    if (media.ffmpegVersion === null || probe.review === 'none') return null;
    const { value } = await attempt(work, log, () => media.listFrames(item.sha256, work));
    return value;
  };

  return {
    async examine(id, operator, work) {
      for (let other = running.get(id); other !== undefined; other = running.get(id)) {
        // Its failure is told by the job that it belongs to; this one then does the work itself.
        await abortable(
          other.then(
            () => undefined,
            () => undefined,
          ),
          work.signal,
        );
        const item = evidence.get(id);
        if (!item.pending) return item;
      }
      const mine = examineNow(id, operator, work).finally(() => running.delete(id));
      running.set(id, mine);
      return mine;
    },
  };
}

interface Attempt<T> {
  readonly value: T | null;
  readonly warnings: readonly Warning[];
}

/** What fails inside a file becomes a warning on the item; only a cancel ends the work. */
async function attempt<T>(work: Work, log: Log, look: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await look(), warnings: [] };
  } catch (error) {
    if (work.signal.aborted) throw error instanceof AppError ? error : new AppError('cancelled', 'Cancelled.');
    const { code, message } = toEnvelope(error);
    log.warn('evidence.not_examined', { code });
    return { value: null, warnings: [{ code, message }] };
  }
}

function findings(probe: Probe | null, index: DecodedIndex | null, problems: readonly Warning[]): Findings {
  const warnings = distinct([...(probe?.warnings ?? []), ...(index?.warnings ?? []), ...problems]);
  const last = (index?.pts.length ?? 0) - 1;
  const shown = index === null ? null : intervalSeconds(index, 0, last);
  return {
    kind: probe?.kind ?? 'other',
    mime: probe?.mime ?? 'application/octet-stream',
    review: probe?.review ?? 'none',
    frames: index === null ? null : index.pts.length,
    frameSource: index?.source ?? null,
    timeBase: index?.timeBase ?? null,
    variableFrameRate: index === null ? null : isVariableRate(index.pts),
    rotation: probe?.rotation ?? null,
    width: probe?.width ?? null,
    height: probe?.height ?? null,
    // Containers state false durations; the pictures themselves do not.
    durationSeconds: shown === null ? (probe?.durationSeconds ?? null) : shown.end - shown.start,
    pages: probe?.pages ?? null,
    metadata: probe?.metadata ?? { container: null, streams: [], tags: {} },
    warnings,
  };
}

function distinct(warnings: readonly Warning[]): Warning[] {
  const byText = new Map(warnings.map((warning) => [`${warning.code}\n${warning.message}`, warning]));
  return [...byText.values()];
}
