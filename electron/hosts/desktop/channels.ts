/** Names of the IPC channels between preload and main process. There are no others. */
export const CHANNELS = {
  call: 'aigaq:call',
  event: 'aigaq:event',
  pickFolder: 'aigaq:pick-folder',
  revealFolder: 'aigaq:reveal-folder',
} as const;
