import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { LockedLibrary } from '../../features/start/locked-library.tsx';
import { useQueryCall } from '../../host/query-call.ts';
import { FolderChooser } from '../folders/folder-chooser.tsx';
import { styleNonce } from '../page-guard.ts';
import { rememberedTheme, useScheme } from '../theme/colour-scheme.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { theme } from '../theme/mantine-theme.ts';
import { useOpenLibrary } from '../use-open-library.ts';
import { AppCommands } from './app-commands.tsx';
import { ConnectionLost } from './connection-lost.tsx';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { RoomHeading } from './room-heading.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { UnkeptGuard } from './unkept-guard.tsx';
import { useAppFollowers } from './use-app-followers.ts';
import { useGuard } from './use-guard.ts';

/** What stays around every screen: title bar, rail, status bar, and all that floats. */
export function AppFrame() {
  const path = useLocation({ select: (location) => location.pathname });
  const state = useQueryCall('app.state', {});
  const library = useOpenLibrary();
  const scheme = useScheme(state.data?.settings.theme ?? rememberedTheme(), path);
  useAppFollowers(state.data);
  const ready = useGuard(state.data, path);
  const locked = state.data?.locked ?? null;
  const plain = path === '/' || locked !== null;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
    >
      <Notifications position="bottom-right" limit={4} />
      <AppCommands library={library} />
      <UnkeptGuard />
      <FolderChooser />
      <div className={styles.app} data-plain={plain || undefined}>
        <TitleBar library={library} />
        <Rail />
        <main className={styles.main}>
          {locked === null ? <RoomHeading path={path} /> : <LockedLibrary path={locked.path} />}
          <Suspense fallback={null}>{ready && <Outlet />}</Suspense>
          <ConnectionLost />
        </main>
        <StatusBar library={library} />
      </div>
    </MantineProvider>
  );
}
