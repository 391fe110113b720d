import { drawnSize, scaleOf } from './draw-picture.ts';
import type { DrawingReply, DrawingRequest } from './drawing-messages.ts';
import { canHalve, halvePlanes } from './halve-planes.ts';
import { layoutOf, uprightPlanes } from './plane-layout.ts';
import { shrinkPlanes } from './shrink-planes.ts';

/**
 * Makes decoded pictures upright and as small as the stage shows them, beside the page. Only the planes: whatever turns
 * them into colours here (a canvas, `copyTo` with a format, an ImageBitmap) waits for the page's own thread where no
 * graphics processor is, 40 ms and more while that is busy (seen in Chromium 156). The page draws what is left quickly.
 */
async function smallFrame({ frame, turn, full, shown }: DrawingRequest): Promise<VideoFrame> {
  const { format, visibleRect, timestamp, colorSpace } = frame;
  const layout = layoutOf(format);
  if (layout === null || visibleRect === null) throw new Error(`${format} has no planes that are known`);
  let planes = new Uint8Array(frame.allocationSize());
  await frame.copyTo(planes);
  let picture = { format, width: visibleRect.width, height: visibleRect.height };
  // By half as often as it goes: that costs less than any other way of making it smaller.
  for (let size = 1; size / 2 >= scaleOf(full, shown) && canHalve(picture); size /= 2) {
    planes = halvePlanes(planes, picture);
    picture = { format, width: picture.width / 2, height: picture.height / 2 };
  }
  const upright = uprightPlanes(planes, picture.width, picture.height, layout, turn);
  if (upright === null) throw new Error(`${format} cannot be turned here`);
  const lying = turn === 90 || turn === 270;
  const size = lying ? { width: picture.height, height: picture.width } : picture;
  const wanted = drawnSize(full, shown);
  const target = { width: Math.min(size.width, wanted.width), height: Math.min(size.height, wanted.height) };
  const smaller = target.width < size.width || target.height < size.height;
  return new VideoFrame(smaller ? shrinkPlanes(upright, size, layout, target) : upright, {
    format: layout.interleaved ? 'I420' : (format ?? 'I420'),
    codedWidth: target.width,
    codedHeight: target.height,
    timestamp,
    colorSpace: colorSpace.toJSON(),
  });
}

addEventListener('message', async ({ data }: MessageEvent<DrawingRequest>) => {
  const { id, frame } = data;
  let drawing: DrawingReply['drawing'] = null;
  try {
    drawing = await smallFrame(data);
  } catch {
    // The page draws the whole picture then, and says what is wrong.
  } finally {
    frame.close();
  }
  postMessage({ id, drawing } satisfies DrawingReply, { transfer: drawing === null ? [] : [drawing] });
});
