/** What screens use of the host: calls, events, jobs, media addresses. */
export { adoptState } from './adopt-state.ts';
export { bridge } from './bridge.ts';
export { call } from './client.ts';
export { type Connection, useConnection } from './connection.ts';
export { useEvent } from './event-hub.ts';
export { addJobs, useJob, useJobs } from './job-feed.ts';
export { media } from './media-urls.ts';
export { callKey, useMutationCall, useQueryCall } from './query-call.ts';
export { queryClient } from './query-client.ts';
export { uploadFile } from './upload.ts';
export { useLibraryStorage } from './use-library-storage.ts';
