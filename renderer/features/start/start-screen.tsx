import { Button } from '@mantine/core';
import { IconFolderOpen, IconPlus, IconRestore } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toEnvelope } from '../../../shared/errors.ts';
import type { AppState } from '../../../shared/library.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { adoptState, useMutationCall, useQueryCall } from '../../host/host.ts';
import { useReturnFocus } from '../../lib/use-return-focus.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { NewLibrary } from './new-library.tsx';
import { RecentLibraries } from './recent-libraries.tsx';
import { RecoverLibrary } from './recover-library.tsx';
import { SampleCase } from './sample-case.tsx';
import styles from './start.module.css';
import { UnlockForm } from './unlock-form.tsx';

/** Which library to work in: one of the recent ones, another, a new one, or the sample case. */
export function StartScreen() {
  const { t } = useTranslation('start');
  const state = useQueryCall('app.state', {});
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        {state.isError && <ErrorNote error={state.error} title={t('unknownState')} />}
        {state.data === undefined ? <StartSkeleton /> : <Start state={state.data} />}
      </div>
    </div>
  );
}

function StartSkeleton() {
  return (
    <>
      <div className={styles.head} />
      <div className={styles.list}>
        <SkeletonRows rows={3} height={52} />
      </div>
    </>
  );
}

/** A library to bring back; with the passphrase where one was typed already. */
interface Recovering {
  readonly dir: string;
  readonly passphrase?: string;
}

function Start({ state }: { state: AppState }) {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const [recovering, setRecovering] = useState<Recovering | null>(null);
  const enter = (next: AppState) => {
    adoptState(next);
    void navigate({ to: '/library' });
  };
  const open = useMutationCall('library.open', {
    onSuccess: enter,
    // A damaged library is no dead end: the ways back take the place of the error.
    onError: (error, { dir }) => setRecovering(error.code === 'library_damaged' ? { dir } : null),
    meta: { quiet: true },
  });
  const sealed = open.isError && toEnvelope(open.error).code === 'passphrase_needed';
  // Where no library is open the whole page asks, in every window; one form must not take another's place while
  // somebody types into it.
  const wanted = sealed && state.open !== null ? (open.variables?.dir ?? null) : null;
  const leaving = useReturnFocus(making || recovering !== null || wanted !== null);
  const browse = async () => {
    leaving();
    const dir = await chooseFolder(t('openTitle'), t('openAction'), true);
    if (dir !== null) open.mutate({ dir });
  };
  const restore = async () => {
    leaving();
    const dir = await chooseFolder(t('restoreTitle'), t('restoreAction'), true);
    if (dir !== null) setRecovering({ dir });
  };
  const make = () => {
    leaving();
    setMaking(true);
  };
  const openRecent = (dir: string) => {
    leaving();
    open.mutate({ dir });
  };
  return (
    <>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <Button leftSection={<IconRestore size={16} />} onClick={() => void restore()}>
          {t('restore')}
        </Button>
        <Button leftSection={<IconFolderOpen size={16} />} onClick={() => void browse()} loading={open.isPending}>
          {t('open')}
        </Button>
        <Button variant="filled" leftSection={<IconPlus size={16} />} onClick={make} disabled={making}>
          {t('new')}
        </Button>
      </div>
      {state.ffmpegProblem !== null && (
        <Note tone="warn" title={t('ffmpegTitle')}>
          {state.ffmpegProblem}
        </Note>
      )}
      {making && <NewLibrary home={state.homeFolder} onMade={enter} onCancel={() => setMaking(false)} />}
      {recovering !== null && (
        <RecoverLibrary key={recovering.dir} {...recovering} onClose={() => setRecovering(null)} />
      )}
      {wanted !== null && recovering === null && (
        <UnlockForm
          key={wanted}
          dir={wanted}
          onOpen={enter}
          onDamaged={(passphrase) => setRecovering({ dir: wanted, passphrase })}
          onCancel={open.reset}
          cancel={t('cancel')}
        />
      )}
      {open.isError && !sealed && recovering === null && <ErrorNote error={open.error} title={t('openFailed')} />}
      <RecentLibraries state={state} busy={open.isPending} onOpen={openRecent} />
      <SampleCase disabled={state.ffmpegProblem !== null} onMade={enter} />
    </>
  );
}
