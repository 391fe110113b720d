/** The core's face: all that hosts import of it. */
export type { Core, CoreOptions } from './core-options.ts';
export { openCore } from './create-core.ts';
export { type CreateLibraryOptions, createLibrary } from './create-library.ts';
export { verifyBundle } from './features/exhibits/verify/verify-bundle.ts';
export { changePassphrase } from './library-passphrase.ts';
export type { Work } from './progress.ts';
export { rebuildLibrary, restoreLibrary } from './recovery/recover-library.ts';
export type { RecoverOptions } from './recovery/recover-options.ts';
export { recoveryReport } from './recovery/recovery-report.ts';
export { folderRisk } from './store/folder-risk.ts';
export { writeWholeFile } from './store/whole-file.ts';
export { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
