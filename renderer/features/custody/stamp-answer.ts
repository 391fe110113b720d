import type { Input } from '../../../shared/api.ts';

const PEM = '-----BEGIN CERTIFICATE-----';

/** Bytes as base64, in pieces that fit on a call's stack. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/**
 * What was chosen together: the authority's answer, and files with certificates (PEM) that are trusted for it.
 * @returns null when there is no answer among them
 */
export async function answerOf(files: readonly File[]): Promise<Input<'custody.importTimestamp'> | null> {
  const read = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  const texts = read.map((bytes) => new TextDecoder().decode(bytes));
  const certificates = texts.filter((text) => text.includes(PEM));
  const answer = read.find((_, n) => !texts[n]?.includes(PEM));
  if (answer === undefined) return null;
  return { response: base64(answer), ...(certificates.length > 0 ? { authority: certificates.join('\n') } : {}) };
}
