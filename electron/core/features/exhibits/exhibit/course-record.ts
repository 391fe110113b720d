import {
  CONTINUITY_KINDS,
  type ContinuityFinding,
  type ContinuityKind,
  type ContinuityReport,
} from '../../../../../shared/continuity.ts';
import type { Exhibit, Profile } from '../../../../../shared/exhibit.ts';
import type { CourseRecord } from '../schema/course-schema.ts';

/** What names, programs and neighbouring files say can lead to a device or a person. */
const TELLING: readonly ContinuityKind[] = ['writer', 'file_disagrees', 'missing_member'];

/** What these say names files that are not in the bundle. */
const OF_OTHERS: readonly ContinuityKind[] = ['missing_member'];

/** The statement for one exhibit; null for a document, which has no course. */
export function courseRecord(
  { findings, looked }: ContinuityReport,
  { mark }: Pick<Exhibit, 'mark'>,
  profile: Profile,
): CourseRecord | null {
  if (mark.in === null || mark.out === null) return null;
  const [first, last] = [mark.in.n, mark.out.n];
  const kinds = CONTINUITY_KINDS.filter((kind) => profile === 'court' || !TELLING.includes(kind));
  const found = kinds.flatMap((kind) => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    if (ofKind.length === 0) return [];
    const count = ofKind.reduce((sum, { besides }) => sum + (besides ?? 1), 0);
    const within = ofKind.filter((each) => each.first !== null && each.first <= last && (each.last ?? 0) >= first);
    const listed = profile === 'court' && !OF_OTHERS.includes(kind) ? { listed: ofKind.map(itemOf) } : {};
    return [{ kind, count, within: within.length, ...listed }];
  });
  return { looked: { ...looked }, found };
}

const itemOf = ({ first, last, amount, message }: ContinuityFinding) => ({ first, last, amount, message });
