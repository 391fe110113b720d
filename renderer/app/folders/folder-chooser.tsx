import { ActionIcon, Button, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderListing } from '../../../shared/library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type FolderRequest, useFolderRequest } from './choose-folder.ts';
import { FolderList } from './folder-list.tsx';
import styles from './folders.module.css';

/** The folder chooser of hosts that have none of the system's. Rendered once; {@link chooseFolder} opens it. */
export function FolderChooser() {
  const { t } = useTranslation('app');
  const request = useFolderRequest();
  return (
    <Modal
      opened={request !== null}
      onClose={() => request?.answer(null)}
      title={request?.title}
      size={600}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {request !== null && <Chooser request={request} />}
    </Modal>
  );
}

function Chooser({ request }: { request: FolderRequest }) {
  const { t } = useTranslation('app');
  const [dir, setDir] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const listing = useQueryCall('app.folders', { dir }, { placeholderData: keepPreviousData, staleTime: 0 });
  const go = (next: string | null) => {
    setDir(next);
    setPicked(null);
  };
  const chosen = picked ?? (listing.isError ? null : (listing.data?.path ?? null));
  return (
    <div className={styles.body}>
      <PathLine key={listing.data?.path} listing={listing.data} onGo={go} />
      {listing.isError ? (
        <div className={styles.list} style={{ padding: 12 }}>
          <ErrorNote error={listing.error} />
        </div>
      ) : listing.data === undefined ? (
        <div className={styles.list}>
          <SkeletonRows rows={8} />
        </div>
      ) : (
        <FolderList
          listing={listing.data}
          library={request.library}
          picked={picked}
          onPick={setPicked}
          onGo={go}
          onChoose={request.answer}
        />
      )}
      <div className={styles.buttons}>
        <span className={`ellipsis ${styles.chosen}`} title={chosen ?? undefined}>
          <bdi>{chosen}</bdi>
        </span>
        <Button onClick={() => request.answer(null)}>{t('folders.cancel')}</Button>
        <Button variant="filled" disabled={chosen === null} onClick={() => request.answer(chosen)}>
          {request.action}
        </Button>
      </div>
    </div>
  );
}

interface PathLineProps {
  readonly listing: FolderListing | undefined;
  readonly onGo: (dir: string) => void;
}

/** Where the list stands; a path can be typed or pasted. */
function PathLine({ listing, onGo }: PathLineProps) {
  const { t } = useTranslation('app');
  const [typed, setTyped] = useState(listing?.path ?? '');
  const parent = listing?.parent ?? null;
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onGo(typed.trim());
      }}
    >
      <Tooltip label={t('folders.up')}>
        <ActionIcon
          variant="default"
          aria-label={t('folders.up')}
          disabled={parent === null}
          onClick={() => parent !== null && onGo(parent)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
      </Tooltip>
      <TextInput
        style={{ flex: 1 }}
        aria-label={t('folders.path')}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit">{t('folders.go')}</Button>
    </form>
  );
}
