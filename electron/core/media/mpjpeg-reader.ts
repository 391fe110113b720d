/** Reads ffmpeg's mpjpeg (multipart with Content-length), in chunks of any size, and hands over one JPEG after another. */
export function mpjpegReader(onPicture: (jpeg: Buffer) => void): { push(chunk: Buffer): void } {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = 0;
  const take = (): Buffer => {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [all];
    return all;
  };
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      while (size > 0 && size >= wanted) {
        const all = take();
        const headEnd = all.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        const length = Number(/Content-length: (\d+)/i.exec(all.toString('latin1', 0, headEnd))?.[1] ?? Number.NaN);
        if (!Number.isSafeInteger(length)) throw new Error('ffmpeg gave a picture without a length');
        wanted = headEnd + 4 + length;
        if (size < wanted) return;
        // A copy: the chunk that it lies in is far larger and would be kept alive by it.
        onPicture(Buffer.from(all.subarray(headEnd + 4, wanted)));
        chunks = [all.subarray(wanted)];
        size -= wanted;
        wanted = 0;
      }
    },
  };
}
