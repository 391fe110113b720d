import type { Profile } from '../../../../../shared/exhibit.ts';
import type { ExhibitDocument } from '../schema/bundle-schema.ts';
import type { RedactionRecord } from '../schema/burnt-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';
import type { RedactionLog, RedactionLogEntry } from '../schema/redaction-log-schema.ts';
import type { ClipSound } from '../schema/schema-parts.ts';

interface LoggedExhibit {
  readonly document: Pick<ExhibitDocument, 'number' | 'label' | 'evidence'>;
  readonly sound: ClipSound;
  readonly hidden: readonly RedactionRecord[];
}

/** The log over these exhibits, with the state of each clip's sound. */
export function redactionLog(profile: Profile, exhibits: readonly LoggedExhibit[]): RedactionLog {
  const listed = exhibits.map((exhibit) => ({
    number: exhibit.document.number,
    label: labelOf(exhibit.document),
    sound: exhibit.sound,
    entries: entriesOf(exhibit),
  }));
  const redactions = listed.map(({ entries }) => entries.reduce((sum, each) => sum + each.redactions, 0));
  return {
    format: 'aigaq-redaction-log',
    version: 1,
    profile,
    total: {
      redactions: redactions.reduce((sum, count) => sum + count, 0),
      exhibits: redactions.filter((count) => count > 0).length,
    },
    exhibits: listed,
  };
}

/** Redactions of one kind, reason and basis together, so that their order does not tell what they hide. */
function entriesOf({ hidden, document: { evidence } }: LoggedExhibit): RedactionLogEntry[] {
  const groups = new Map<string, RedactionLogEntry>();
  for (const one of hidden) {
    const key = [one.kind, one.reason.code, one.basis.code].join(' ');
    const { kind, reason, basis } = one;
    const group = groups.get(key) ?? { kind, reason, basis, redactions: 0, frames: 0, seconds: 0 };
    const { frames, seconds } = extentOf(one, evidence.timeBase);
    groups.set(key, {
      ...group,
      redactions: group.redactions + 1,
      frames: group.frames + frames,
      seconds: Math.round((group.seconds + seconds) * 1000) / 1000,
    });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function extentOf({ frames }: RedactionRecord, timeBase: readonly number[] | null) {
  if (frames === null) return { frames: 0, seconds: 0 };
  const [num = 0, den = 1] = timeBase ?? [];
  return {
    frames: frames.to.n - frames.from.n + 1,
    seconds: Math.max(0, ((frames.to.pts - frames.from.pts) * num) / den),
  };
}
