import { useTranslation } from 'react-i18next';
import type { ContinuityReport } from '../../../../shared/continuity.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { useCommands } from '../../../app/commands/commands.ts';
import { useQueryCall } from '../../../host/query-call.ts';
import type { Position } from '../position.ts';
import { findingBeside } from './finding-groups.ts';

export interface Continuity {
  readonly report: ContinuityReport | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

/** The report of an item, asked for again when the library changes; the one before stays until the new one is there. */
export function useContinuity({ id }: Pick<Item, 'id'>, enabled = true): Continuity {
  const { data, isPending, error } = useQueryCall('evidence.continuity', { id }, { enabled });
  return { report: data ?? null, loading: enabled && isPending && error === null, error };
}

/** Goes from finding to finding, wherever the panel is. */
export function useFindingCommands(
  report: ContinuityReport | null,
  position: Position,
  onGo: (n: number) => void,
): (step: 1 | -1) => void {
  const { t } = useTranslation('review-continuity');
  const findings = report?.findings ?? [];
  const go = (step: 1 | -1) => {
    const beside = findingBeside(findings, position.n, step);
    if (beside !== undefined) onGo(beside.first);
  };
  const group = t('group');
  const enabled = findings.some(({ first }) => first !== null);
  useCommands([
    { id: 'review.next-finding', title: t('next'), keys: ['X'], group, enabled, run: () => go(1) },
    { id: 'review.previous-finding', title: t('previous'), keys: ['Shift+X'], group, enabled, run: () => go(-1) },
  ]);
  return go;
}
