/** The JPEG files in a PDF, which stand there as they are (filter DCTDecode). */
export function jpegsOf(pdf: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = pdf.indexOf('/DCTDecode'); at >= 0; at = pdf.indexOf('/DCTDecode', at + 1)) {
    const from = pdf.indexOf('stream', at) + 'stream'.length;
    const start = pdf.indexOf(Buffer.from([0xff, 0xd8, 0xff]), from);
    const end = pdf.indexOf('endstream', start);
    found.push(pdf.subarray(start, end));
  }
  return found;
}
