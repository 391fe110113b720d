import type { Warning } from '../../../shared/evidence.ts';
import { decodersFor } from './decoder-lists.ts';
import type { DumpStream } from './dump-parser.ts';
import { tidyMessage } from './ffmpeg-log.ts';
import type { Family } from './file-families.ts';
import type { Opened } from './probe.ts';

/** True for sound of a known kind that recordings in such files are made with. */
export function soundMayDecode(family: Family, { codec }: DumpStream): boolean {
  return codec !== 'none' && decodersFor(family).includes(codec);
}

/** What a person must know after the first look at a film or sound. */
export function openingWarnings(
  family: Family,
  opened: Opened,
  film: DumpStream | null,
  sound: DumpStream | null,
): Warning[] {
  const warnings: Warning[] = [];
  if (opened.timedOut)
    warnings.push({
      code: 'probe_stopped',
      message: 'Looking into this file took longer than half a minute and was stopped. It is kept as evidence.',
    });
  else if (opened.brokeDown !== null)
    warnings.push({
      code: 'probe_stopped',
      message: `Looking into this file did not end well: the decoder ${opened.brokeDown}. It is kept as evidence.`,
    });
  const leftOut = leftOutKinds(family, opened, film, sound);
  if (leftOut.length > 0) warnings.push(decoderLeftOut(family, leftOut));
  const rest = faultOf(opened, film, sound);
  const isSaid = leftOut.length > 0 && rest?.code === 'no_video_decodes';
  return rest === null || isSaid ? warnings : [...warnings, rest];
}

function faultOf(opened: Opened, film: DumpStream | null, sound: DumpStream | null): Warning | null {
  const first = opened.errors[0];
  const why = first === undefined ? '' : ` (the decoder says: ${tidyMessage(first)})`;
  if (film === null && sound === null)
    return {
      code: 'damaged',
      message: `No film and no sound can be found in this file${why}. It may be cut short or damaged; it is kept as evidence.`,
    };
  if (film !== null && opened.pictures === 0)
    return {
      code: 'no_video_decodes',
      message: `The file holds ${film.codec === 'none' ? 'video of an unknown kind' : `${film.codec} video`}, but no picture of it can be decoded${why}. It is kept as evidence.`,
    };
  if (first === undefined) return null;
  return { code: 'decode_errors', message: `The file opens, but not without faults${why}.` };
}

/** Pictures or sound for which there is a decoder that must not come near such a file. */
function leftOutKinds(family: Family, opened: Opened, film: DumpStream | null, sound: DumpStream | null): string[] {
  const kinds: string[] = [];
  if (film !== null && opened.pictures === 0 && opened.leftOut.length > 0) kinds.push(`${film.codec} video`);
  if (sound !== null && sound.codec !== 'none' && !soundMayDecode(family, sound)) kinds.push(`${sound.codec} sound`);
  return kinds;
}

function decoderLeftOut(family: Family, kinds: readonly string[]): Warning {
  return {
    code: 'codec_left_out',
    message: `This file holds ${kinds.join(' and ')}, which no camera or recorder puts into ${family.label}. Aigaq does not decode it, because a rare decoder is a way in for hostile files. It is kept as evidence; ask the source for a copy in a usual format.`,
  };
}
