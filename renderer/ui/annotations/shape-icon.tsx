import {
  IconArrowUpRight,
  IconBlur,
  IconCircle,
  IconCircleNumber1,
  IconFocus2,
  IconGridDots,
  IconLine,
  IconPointer,
  IconScribble,
  IconSquare,
  IconSquareFilled,
  IconTypography,
  IconVolumeOff,
  IconZoomScan,
} from '@tabler/icons-react';
import type { Tool } from './annotation-tools.ts';

const ICONS: Readonly<Record<Tool | 'sound', typeof IconPointer>> = {
  select: IconPointer,
  arrow: IconArrowUpRight,
  line: IconLine,
  box: IconSquare,
  ellipse: IconCircle,
  freehand: IconScribble,
  text: IconTypography,
  callout: IconCircleNumber1,
  spotlight: IconFocus2,
  magnifier: IconZoomScan,
  blur: IconBlur,
  pixelate: IconGridDots,
  solid: IconSquareFilled,
  sound: IconVolumeOff,
};

/** The sign of a tool, and of what it made. */
export function ShapeIcon({ kind, size = 17 }: { readonly kind: Tool | 'sound'; readonly size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.75} aria-hidden="true" />;
}
