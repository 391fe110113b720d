import type { TFunction } from 'i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { MarkCheck } from '../../../shared/mark.ts';
import { formatAgo, formatInstant, formatNumber } from '../../lib/format.ts';

/** Where and when words are read. */
export interface CheckReader {
  readonly language: string;
  readonly now: Date;
  /** When this window was opened, ISO 8601: what was compared before it is told with its date. */
  readonly openedAt: string;
}

/** `verified`: in this session. `verified-before`: the pictures matched then; nobody has looked since. */
export type CheckAge = 'unverified' | 'verified' | 'verified-before' | 'differs';

export function checkAge(check: MarkCheck, openedAt: string): CheckAge {
  return check.state === 'verified' && check.at < openedAt ? 'verified-before' : check.state;
}

/** The one line that says what is known of a mark's pictures. @param pictures how many; null for a page */
export function checkSentence(
  t: TFunction<'marks'>,
  check: MarkCheck,
  pictures: number | null,
  reader: CheckReader,
): string {
  const { language, now, openedAt } = reader;
  if (check.state === 'unverified') return t('unverified');
  // The ledger has the whole version; here the packaging behind it only takes room.
  const program = check.by === undefined ? '' : ` · ${check.by.replace(/^(ffmpeg [\d.]+)-.*$/, '$1')}`;
  const ago = formatAgo(check.at, now, language) + program;
  const date = formatInstant(check.at, language) + program;
  switch (check.state) {
    case 'differs': {
      const when = check.at < openedAt ? date : ago;
      return t('differsAt', { frame: formatNumber(check.frame, language), when });
    }
    case 'verified': {
      const amount = { count: pictures ?? 0, pictures: formatNumber(pictures ?? 0, language) };
      if (check.at < openedAt)
        return pictures === null ? t('verifiedOn', { date }) : t('verifiedPicturesOn', { ...amount, date });
      return pictures === null ? t('verifiedAgo', { ago }) : t('verifiedPictures', { ...amount, ago });
    }
    default:
      return assertNever(check);
  }
}

/** When this window was opened. */
export const openedAt: string = new Date(performance.timeOrigin).toISOString();
