import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppState, RecentLibrary } from '../../../shared/library.ts';
import { adoptState, useMutationCall } from '../../host/host.ts';
import { formatAgo, formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './start.module.css';

interface RecentLibrariesProps {
  readonly state: AppState;
  readonly busy: boolean;
  readonly onOpen: (dir: string) => void;
}

/** Libraries that were open on this machine, the last one first. */
export function RecentLibraries({ state, busy, onOpen }: RecentLibrariesProps) {
  const { t } = useTranslation('start');
  return (
    <section className={styles.list} aria-label={t('recent')}>
      {state.recent.length === 0 && (
        <p className={styles.none}>
          <strong>{t('none')}</strong>
          {t('noneText')}
        </p>
      )}
      {state.recent.map((library) => (
        <Recent
          key={library.path}
          library={library}
          isOpen={state.open?.path === library.path}
          busy={busy}
          onOpen={() => onOpen(library.path)}
        />
      ))}
    </section>
  );
}

interface RecentProps {
  readonly library: RecentLibrary;
  readonly isOpen: boolean;
  readonly busy: boolean;
  readonly onOpen: () => void;
}

function Recent({ library, isOpen, busy, onOpen }: RecentProps) {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const forget = useMutationCall('library.forget', { onSuccess: adoptState });
  const label = t('forget', { title: library.title });
  return (
    <div className={styles.recent}>
      <button
        type="button"
        className={styles.open}
        disabled={busy || !library.present}
        onClick={() => (isOpen ? void navigate({ to: '/library' }) : onOpen())}
      >
        <span className={`ellipsis ${styles.title}`}>
          {library.sealed && <IconLock size={14} aria-label={t('sealed')} className={styles.lock} />}
          {library.title}
        </span>
        <span className={`ellipsis ${styles.path}`} title={library.path}>
          {library.path}
        </span>
        <When library={library} isOpen={isOpen} />
      </button>
      {!isOpen && (
        <Tooltip label={t('forgetText')}>
          <ActionIcon
            aria-label={label}
            disabled={forget.isPending}
            onClick={() => forget.mutate({ dir: library.path })}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function When({ library, isOpen }: { library: RecentLibrary; isOpen: boolean }) {
  const { t } = useTranslation('start');
  const language = useLanguage();
  const now = useNow();
  if (isOpen) return <span className={styles.when}>{t('openNow')}</span>;
  if (!library.present) return <span className={`${styles.when} ${styles.absent}`}>{t('absent')}</span>;
  return (
    <span className={styles.when} title={formatInstant(library.openedAt, language)}>
      {t('openedAgo', { ago: formatAgo(library.openedAt, now, language) })}
    </span>
  );
}
