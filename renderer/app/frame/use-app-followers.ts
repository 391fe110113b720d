import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppEvent } from '../../../shared/api.ts';
import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Job } from '../../../shared/job.ts';
import type { AppState } from '../../../shared/library.ts';
import { followLocks } from '../../host/adopt-lock.ts';
import { onAppEvent } from '../../host/event-hub.ts';
import { followJobs } from '../../host/job-feed.ts';
import { followChanges, setErrorReporter } from '../../host/query-client.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { useErrorText } from '../../ui/error-note.tsx';
import { leaveScreen } from '../commands/command-registry.ts';
import { followKeys } from '../commands/key-handler.ts';
import { showLanguage } from '../i18n/i18n.ts';
import { openedBy, rememberOpened } from '../last-opened.ts';
import { loadScreensAhead } from '../screens.tsx';
import { rememberTheme } from '../theme/colour-scheme.ts';
import { clearToasts, toastError, toastWarning } from '../toast.ts';

/** Starts everything that listens for as long as the page lives. */
export function useAppFollowers(state: AppState | undefined): void {
  const { t } = useTranslation('app');
  const router = useRouter();
  const errorText = useErrorText();
  // Nothing that names what is in a locked library may be shown, nor stay.
  const locked = state?.locked != null;
  useEffect(() => {
    if (locked) clearToasts();
  }, [locked]);
  const tellFailure = useEffectEvent((error: ErrorEnvelope) => toastError(t('failed'), errorText(error)));
  const tellJob = useEffectEvent((job: Job) => {
    // Refused files of an import are summed up in the library; a notification for each would bury the screen.
    if (locked || job.state !== 'failed' || job.kind === 'import' || job.error === null) return;
    toastError(t(`jobFailed.${job.kind}`, { title: job.title }), job.error.message);
  });
  const tellAltered = useEffectEvent((event: AppEvent) => {
    if (locked || event.type !== 'altered') return;
    toastError(t('altered', { name: visibleText(event.name) }), event.problem.message);
  });
  const tellBackup = useEffectEvent((event: AppEvent) => {
    if (event.type === 'backupFailed') toastError(t('backupFailed'), event.error.message);
  });
  useEffect(() => {
    setErrorReporter((error) => tellFailure(error));
    const stops = [
      followChanges(),
      followLocks(),
      followJobs((job) => tellJob(job)),
      onAppEvent((event) => tellAltered(event)),
      onAppEvent((event) => tellBackup(event)),
      followKeys(() => router.latestLocation.pathname),
      followLeaving(router),
      refuseStrayDrops(),
      refuseFormHistory(),
    ];
    loadScreensAhead();
    return () => {
      for (const stop of stops) stop();
    };
  }, [router]);
  useRemembered(state);
}

/** The screen that is left is shown until the next one is laid out; keys are not meant for it any more. */
const followLeaving = (router: ReturnType<typeof useRouter>): (() => void) =>
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) leaveScreen(fromLocation.pathname);
  });

/** Keeps on this machine what must be known before the core answers, or what is nobody else's business. */
function useRemembered(state: AppState | undefined): void {
  const path = useLocation({ select: (location) => location.pathname });
  const theme = state?.settings.theme;
  const language = state?.settings.language;
  const library = state?.open?.id;
  const risk = state?.open?.folderRisk ?? null;
  const { t } = useTranslation('app');
  const warn = useEffectEvent(() => {
    if (risk !== null) toastWarning(t('folderRisk.title'), t(`folderRisk.${risk}`));
  });
  useEffect(() => {
    if (library !== undefined) warn();
  }, [library]);
  useEffect(() => {
    if (theme !== undefined) rememberTheme(theme);
  }, [theme]);
  useEffect(() => {
    if (language !== undefined) void showLanguage(language);
  }, [language]);
  useEffect(() => {
    const opened = openedBy(path);
    if (library !== undefined && opened !== null) rememberOpened(library, opened.room, opened.evidenceId);
  }, [library, path]);
}

/**
 * A browser remembers what is typed into fields and keeps it on the disk, in plain, for the next form. It asks the field
 * first; this answers for all of them.
 */
function refuseFormHistory(): () => void {
  const control = new AbortController();
  const refuse = ({ target }: FocusEvent) => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (isField && target.autocomplete === '') target.autocomplete = 'off';
  };
  document.addEventListener('focusin', refuse, { signal: control.signal });
  return () => control.abort();
}

/** A file dropped where nothing takes it would replace the page; screens that take files say so first. */
function refuseStrayDrops(): () => void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || event.dataTransfer === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  const control = new AbortController();
  window.addEventListener('dragover', refuse, { signal: control.signal });
  window.addEventListener('drop', refuse, { signal: control.signal });
  return () => control.abort();
}
