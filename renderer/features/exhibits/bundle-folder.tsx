import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './bundle.module.css';
import type { BundleTarget } from './use-bundle-target.ts';
import type { FormControl } from './use-export-form.ts';

/** Where the bundle goes: a folder that exists, and the name of the new one inside it. */
export function BundleFolder({ target, form, change }: FormControl & { target: BundleTarget }) {
  const { t } = useTranslation('exhibits');
  const choose = async () => {
    const folder = await chooseFolder(t('folder.choose'), t('folder.here'));
    if (folder !== null) change({ folder });
  };
  const problem = target.problem === null ? null : t(`folder.problem.${target.problem}`);
  return (
    <div className={styles.folder}>
      <div className={styles.folderLine}>
        <span className={styles.folderPath} title={target.folder ?? undefined}>
          <bdi>{target.folder ?? t('folder.none')}</bdi>
        </span>
        <Button onClick={() => void choose()}>{t('folder.change')}</Button>
      </div>
      {target.folderError !== null && <ErrorNote error={target.folderError} />}
      <Field label={t(form.packing === 'folder' ? 'folder.name' : 'folder.nameArchive')}>
        {(id) => (
          <TextInput
            id={id}
            value={target.name}
            error={problem}
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12 } }}
            onChange={(event) => change({ name: event.currentTarget.value })}
            onBlur={() => form.name === '' && change({ name: null })}
          />
        )}
      </Field>
    </div>
  );
}
