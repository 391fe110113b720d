/** When this window was opened. What was checked before it is mentioned, but not counted as checked. */
export const sessionStart: string = new Date(performance.timeOrigin).toISOString();
