import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { useMutationCall } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { folderName, joinPath } from './library-folder.ts';
import { SealChoice } from './seal-choice.tsx';
import { isComplete, PLAIN, sealedFolderName } from './seal-draft.ts';
import styles from './start.module.css';

interface NewLibraryProps {
  /** Folder that new libraries are offered in. */
  readonly home: string;
  readonly onMade: (state: AppState) => void;
  readonly onCancel: () => void;
}

/** Title, operator and place of a new library, and whether it is sealed. */
export function NewLibrary({ home, onMade, onCancel }: NewLibraryProps) {
  const { t } = useTranslation('start');
  const [title, setTitle] = useState('');
  const [operator, setOperator] = useState('');
  const [parent, setParent] = useState(home);
  const [seal, setSeal] = useState(PLAIN);
  const [begun] = useState(() => new Date());
  const create = useMutationCall('library.create', { onSuccess: onMade, gcTime: 0, meta: { quiet: true } });
  const name = seal.sealed ? sealedFolderName(begun) : folderName(title);
  const ready =
    isComplete(seal) && title.trim() !== '' && operator.trim() !== '' && parent.trim() !== '' && name !== '';
  const browse = async () => {
    const dir = await chooseFolder(t('folderTitle'), t('folderAction'));
    if (dir !== null) setParent(dir);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { sealed, passphrase } = seal;
    const given = { dir: joinPath(parent.trim(), name), title: title.trim(), operator: operator.trim() };
    if (ready) create.mutate(sealed ? { ...given, passphrase } : given);
  };
  return (
    <form className={styles.card} onSubmit={submit} aria-label={t('new')}>
      <h2>{t('new')}</h2>
      <Field label={t('newTitle')} hint={t('newTitleHint')}>
        {(id) => (
          <TextInput
            id={id}
            autoFocus
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('operator')} hint={t('operatorHint')}>
        {(id) => (
          <TextInput
            id={id}
            maxLength={200}
            value={operator}
            onChange={(event) => setOperator(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label={t('folder')}
        hint={name === '' ? t('folderHint') : t('folderPath', { path: joinPath(parent, name) })}
      >
        {(id) => (
          <div className={styles.where}>
            <TextInput
              id={id}
              className={styles.typedPath}
              spellCheck={false}
              value={parent}
              onChange={(event) => setParent(event.currentTarget.value)}
            />
            <Button onClick={() => void browse()}>{t('folderChoose')}</Button>
          </div>
        )}
      </Field>
      <SealChoice draft={seal} onChange={setSeal} />
      {create.isError && <ErrorNote error={create.error} title={t('createFailed')} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!ready} loading={create.isPending}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
