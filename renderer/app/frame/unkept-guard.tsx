import { useLeaveWarning } from '../../lib/use-leave-warning.ts';
import { usePendingMarks } from '../../ui/annotations/annotation-saver.ts';

/** Asks before the page is closed over a redaction that the library does not have; draws nothing itself. */
export function UnkeptGuard() {
  useLeaveWarning(usePendingMarks().size > 0);
  return null;
}
