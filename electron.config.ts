import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { NONCE_PLACE } from './electron/hosts/page-files.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: {
          desktop: here('electron/desktop.ts'),
          loopback: here('electron/loopback.ts'),
          cli: here('electron/cli.ts'),
          'backup-worker': here('electron/core/db/backup-worker.ts'),
          'passphrase-worker': here('electron/core/seal/passphrase-worker.ts'),
          'seal-worker': here('electron/core/store/seal-worker.ts'),
          'store-worker': here('electron/core/store/store-worker.ts'),
          'raster-worker': here('electron/core/media/raster-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: here('electron/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react()],
    // In development the desktop app shows this server through its own scheme; its client must be told where to talk to.
    server: { host: '127.0.0.1', hmr: { protocol: 'ws', host: '127.0.0.1' } },
    // The host puts a fresh nonce there for every answer; style elements that Mantine writes at run time carry it.
    html: { cspNonce: NONCE_PLACE },
    build: {
      outDir: here('out/renderer'),
      // The page's policy has no `data:`: every file stays a file.
      assetsInlineLimit: 0,
      rollupOptions: { input: here('renderer/index.html') },
    },
  },
});
