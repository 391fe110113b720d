import { drawnSize, scaleOf } from './draw-picture.ts';
import type { DrawingReply, DrawingRequest } from './drawing-messages.ts';
import { canHalve, halvePlanes } from './halve-planes.ts';
import { layoutOf, uprightPlanes } from './plane-layout.ts';

/**
 * Turns decoded pictures into what the stage shows, beside the page. Without a canvas: where no graphics processor is,
 * one of a worker waits for the page's own thread with every picture, up to 0.2 s while that is busy (seen in Chromium
 * 156). Colours are the browser's own conversion, the same as when the frame is drawn.
 */
async function drawingOf(request: DrawingRequest): Promise<ImageBitmap> {
  const { frame, full, shown } = request;
  const ready = await uprightFrame(request, scaleOf(full, shown));
  try {
    const { width = 0, height = 0 } = ready.visibleRect ?? {};
    const pixels = new Uint8ClampedArray(width * height * 4);
    await ready.copyTo(pixels, { format: 'RGBA' });
    const size = drawnSize(full, shown);
    return await createImageBitmap(new ImageData(pixels, width, height), {
      resizeWidth: size.width,
      resizeHeight: size.height,
      // To not less than half the size this takes every pixel into account; farther, only the slower way does.
      resizeQuality: size.width * 2 >= width ? 'low' : 'medium',
    });
  } finally {
    if (ready !== frame) ready.close();
  }
}

/**
 * The picture upright, and halved as often as it then still is as large as it is shown: halving planes costs less than
 * converting them. The frame itself where nothing of this is to be done.
 */
async function uprightFrame({ frame, turn }: DrawingRequest, scale: number): Promise<VideoFrame> {
  const { format, visibleRect, timestamp, colorSpace } = frame;
  const layout = layoutOf(format);
  let picture = { format, width: visibleRect?.width ?? 0, height: visibleRect?.height ?? 0 };
  if (turn === 0 && (scale > 0.5 || !canHalve(picture))) return frame;
  if (layout === null) throw new Error(`${format} cannot be turned here`);
  let planes = new Uint8Array(frame.allocationSize());
  await frame.copyTo(planes);
  for (let size = 1; size / 2 >= scale && canHalve(picture); size /= 2) {
    planes = halvePlanes(planes, picture);
    picture = { format, width: picture.width / 2, height: picture.height / 2 };
  }
  const upright = uprightPlanes(planes, picture.width, picture.height, layout, turn);
  if (upright === null) throw new Error(`${format} cannot be turned here`);
  const lying = turn === 90 || turn === 270;
  return new VideoFrame(upright, {
    format: layout.interleaved ? 'I420' : (format ?? 'I420'),
    codedWidth: lying ? picture.height : picture.width,
    codedHeight: lying ? picture.width : picture.height,
    timestamp,
    colorSpace: colorSpace.toJSON(),
  });
}

addEventListener('message', async ({ data }: MessageEvent<DrawingRequest>) => {
  const { id, frame } = data;
  let drawing: DrawingReply['drawing'] = null;
  try {
    drawing = await drawingOf(data);
  } catch {
    // The page draws it itself then, and says what is wrong.
  } finally {
    frame.close();
  }
  postMessage({ id, drawing } satisfies DrawingReply, { transfer: drawing === null ? [] : [drawing] });
});
