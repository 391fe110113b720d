import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { Warning } from '../../../../shared/evidence.ts';
import { ofTheFile } from './finding-words.ts';

/** Warnings of the examination that are about the recording's course. Times out of order are told frame by frame. */
const CODES = ['header_disagrees', 'duration_disagrees', 'list_corrected', 'decode_errors', 'decode_stopped'];

/** What the file says of itself and its decoder does not, as the examination has told it; of one code the last word. */
export function fileWarningFindings(warnings: readonly Warning[]): ContinuityFinding[] {
  return CODES.flatMap((code) => {
    const last = warnings.findLast((warning) => warning.code === code);
    return last === undefined ? [] : [ofTheFile('file_disagrees', last.message)];
  });
}
