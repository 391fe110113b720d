import { type FileSource, withBytes } from '../store/file-source.ts';
import { declaredSamples } from './sample-table.ts';

/** Where AVI's main header says how many frames there are: behind RIFF, LIST and avih (dwTotalFrames). */
const AVI_TOTAL_FRAMES = 48;

/**
 * How many pictures the header of a file declares, for warnings only; null where its kind of header says nothing or
 * cannot be read. The decoder's count decides.
 */
export async function declaredPictures(file: FileSource, family: string): Promise<number | null> {
  if (family === 'mov') return declaredSamples(file);
  return family === 'avi' ? declaredInAvi(file) : null;
}

async function declaredInAvi(source: FileSource): Promise<number | null> {
  const head = await withBytes(source, (file) => file.read(0, AVI_TOTAL_FRAMES + 4));
  if (head.length < AVI_TOTAL_FRAMES + 4 || head.toString('latin1', 24, 28) !== 'avih') return null;
  // Recorders that were stopped by force leave 0 here.
  return head.readUInt32LE(AVI_TOTAL_FRAMES) || null;
}

/** The statistics tag that Matroska writers leave at a stream, as ffmpeg's dump shows it. */
export function declaredInDump(lines: readonly string[], stream: number): number | null {
  const from = lines.findIndex((line) => line.trimStart().startsWith(`Stream #0:${stream}`));
  if (from < 0) return null;
  for (const line of lines.slice(from + 1)) {
    if (/^\s*Stream #|^Stream mapping|^Output #/.test(line)) return null;
    const count = /^\s*NUMBER_OF_FRAMES(?:-\w+)?\s*: (\d+)/.exec(line)?.[1];
    if (count !== undefined) return Number(count);
  }
  return null;
}
