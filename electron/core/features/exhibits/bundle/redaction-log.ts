import * as z from 'zod';
import { Profile } from '../../../../../shared/exhibit.ts';
import { Ground, Language, Trilingual } from '../../../../../shared/violation.ts';
import type { ClipSound } from '../exhibit/exhibit-clip.ts';
import type { ExhibitDocument } from '../schema/bundle-schema.ts';
import type { RedactionRecord } from '../schema/burnt-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';
import { Count } from '../schema/schema-parts.ts';

const Seconds = z.number().min(0).describe('From the first to the last of these pictures, by their PTS');
const Coded = z.object({ code: z.string(), label: Trilingual.nullable(), needsNativeCheck: z.array(Language) });

const Entry = z.object({
  kind: z.enum(['solid', 'pixelate', 'blur', 'mute', 'tone', 'voice']),
  reason: Coded,
  basis: Coded.extend({ reference: z.string().nullable(), ground: Ground.nullable() }),
  redactions: Count.describe('How many of this kind, reason and basis'),
  frames: Count.describe('Pictures that these concern; 0 on pages. One that several concern counts for each'),
  seconds: Seconds,
});
export type RedactionLogEntry = z.infer<typeof Entry>;

/** How much a bundle hides and on what basis: never what, and not where in the picture. */
export const RedactionLog = z.object({
  format: z.literal('aigaq-redaction-log'),
  version: z.literal(1),
  profile: Profile,
  total: z.object({ redactions: Count, exhibits: Count.describe('Exhibits that hide something') }),
  exhibits: z.array(
    z.object({
      number: z.string(),
      label: z.string().describe('The number as printed'),
      sound: z
        .enum(['none', 'untreated', 'treated'])
        .describe('Whether its clip has sound, and something of it is hidden'),
      entries: z.array(Entry),
    }),
  ),
});
export type RedactionLog = z.infer<typeof RedactionLog>;

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
