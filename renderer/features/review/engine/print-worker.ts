import { printOf } from './picture-prints.ts';
import type { PrintReply, PrintRequest } from './print-messages.ts';

/** Takes MD5s beside the page: that of a large picture takes longer than a refresh of the screen. */
addEventListener('message', async ({ data: { id, frame, turn } }: MessageEvent<PrintRequest>) => {
  let print: PrintReply['print'] = null;
  try {
    print = await printOf(frame, turn);
  } catch {
    // Planes that cannot be copied cannot be compared: that is what null says.
  } finally {
    frame.close();
  }
  postMessage({ id, print } satisfies PrintReply);
});
