import { open } from 'node:fs/promises';
import { declaredSamples } from './sample-table.ts';

/** Where AVI's main header says how many frames there are: behind RIFF, LIST and avih (dwTotalFrames). */
const AVI_TOTAL_FRAMES = 48;

/**
 * How many pictures the header of a file declares, for warnings only; null where its kind of header says nothing or
 * cannot be read. The decoder's count decides.
 */
export async function declaredPictures(path: string, family: string): Promise<number | null> {
  if (family === 'mov') return declaredSamples(path);
  return family === 'avi' ? declaredInAvi(path) : null;
}

async function declaredInAvi(path: string): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(AVI_TOTAL_FRAMES + 4);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead < head.length || head.toString('latin1', 24, 28) !== 'avih') return null;
    // Recorders that were stopped by force leave 0 here.
    return head.readUInt32LE(AVI_TOTAL_FRAMES) || null;
  } finally {
    await file.close();
  }
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
