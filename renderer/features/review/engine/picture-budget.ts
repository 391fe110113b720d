/** https://www.w3.org/TR/device-memory/: gigabytes, rounded, only in browsers that tell. */
interface WithDeviceMemory {
  readonly deviceMemory?: number;
}

const { deviceMemory = 4 } = navigator as WithDeviceMemory;

/**
 * Bytes of decoded pictures that all desks keep together: several recordings may be looked at side by side. Two hundred
 * pictures of full-HD size where there is memory for it: going back through a long group costs less the more of it is
 * kept at a time. A twelfth of what a small machine has is as much as it can spare.
 */
export const PICTURE_BYTES = deviceMemory >= 8 ? 640 << 20 : Math.max(0.5, deviceMemory) * (80 << 20);
