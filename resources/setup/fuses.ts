import { type FuseV1Config, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * Electron's fuses as the packaged app has them (Electron documentation, tutorial/fuses). What makes a general Node of
 * the app, or lets it load code from elsewhere than its archive, is off for good.
 * @param inspectable leaves the inspector's arguments on, without which no test can drive the app; never for people
 */
export function fuses(inspectable = false): FuseV1Config {
  return {
    version: FuseVersion.V1,
    // A fuse that a later Electron adds must be decided on here before anything is packaged with it.
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: true,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: inspectable,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // Checked by Electron on macOS and Windows; on Linux it has no effect yet.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Out-of-bounds checks of WebAssembly by the processor's own faults: faster, and no less strict.
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}
