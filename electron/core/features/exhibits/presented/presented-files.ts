import type { ClipInput } from '../exhibit/clip-input.ts';
import type { MadePiece } from '../exhibit/made-piece.ts';
import type { SheetContent } from '../exhibit/sheet-maker.ts';
import type { ExhibitFile } from '../schema/bundle-schema.ts';
import type { ClipSound } from '../schema/schema-parts.ts';
import { writeBeside } from './beside-files.ts';
import { writePart } from './part-clip.ts';

export const CONTEXT_FILES = { before: 'context-before.mp4', after: 'context-after.mp4' } as const;

/**
 * Whose sound the film of two cameras has; known once the exhibit's own clip is made, so a preview does not state it.
 */
export function withBesideSound(content: SheetContent, sound: ClipSound): SheetContent {
  const { beside } = content.facts;
  if (beside === undefined || 'omitted' in beside) return content;
  const stated = { ...beside, sound: sound === 'none' ? ('none' as const) : ('exhibit' as const) };
  return { ...content, facts: { ...content.facts, beside: stated } };
}

/**
 * Makes the films that an exhibit's recipe asks for, exactly as its facts state them.
 * @param made the files that the exhibit has already
 */
export async function writePresented(
  input: ClipInput,
  content: SheetContent,
  made: readonly ExhibitFile[],
): Promise<MadePiece> {
  const { sha256 } = input.exhibit.evidence;
  const files: ExhibitFile[] = [];
  for (const side of ['before', 'after'] as const) {
    const stated = content.facts.context?.[side];
    if (stated === undefined || 'omitted' in stated) continue;
    files.push(await writePart(input, { path: CONTEXT_FILES[side], role: 'context', sha256, stated }));
  }
  const clip = made.find(({ role }) => role === 'clip');
  if (clip !== undefined) files.push(...(await writeBeside(input, content, clip.sha256)));
  return { files, frameMd5: [], sound: 'none' };
}
