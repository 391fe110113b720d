import type { Jobs } from '../../jobs/jobs.ts';
import type { EvidenceService } from './evidence-service.ts';

/**
 * Queues a look into every item that an earlier session did not get to (or had no ffmpeg for), unless a stored job
 * will do it.
 * @param stored inputs of the jobs that there are
 */
export function finishPending(
  evidence: EvidenceService,
  jobs: Jobs,
  stored: readonly unknown[],
  withFfmpeg: boolean,
  operator: string,
): void {
  const cared = new Set(stored.map(evidenceIdOf));
  const left = evidence.unexamined(withFfmpeg).filter((id) => !cared.has(id));
  const inputs = left.map((evidenceId) => {
    const { originalName } = evidence.get(evidenceId);
    return { path: originalName, name: originalName, evidenceId };
  });
  if (inputs.length > 0) jobs.enqueue('import', inputs, operator);
}

function evidenceIdOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'evidenceId' in input ? input.evidenceId : undefined;
}
