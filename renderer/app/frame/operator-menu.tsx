import { Button, Popover, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { callKey, useMutationCall } from '../../host/query-call.ts';
import { queryClient } from '../../host/query-client.ts';
import { Field } from '../../ui/field.tsx';
import styles from './frame.module.css';

/** Who works: this name goes into every ledger entry from now on. */
export function OperatorMenu({ library }: { library: LibraryInfo }) {
  const { t } = useTranslation('app');
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.menuButton} onClick={() => setOpened(!opened)}>
          <span className="dim">{t('operator.label')}</span>
          <span className="ellipsis">{library.operator}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown style={{ padding: 12 }}>
        <OperatorForm name={library.operator} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function OperatorForm({ name, onDone }: { name: string; onDone: () => void }) {
  const { t } = useTranslation('app');
  const [typed, setTyped] = useState(name);
  const change = useMutationCall('library.operator', {
    onSuccess: (info) => {
      queryClient.setQueryData(callKey('library.info', {}), info);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: typed.trim() });
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <Field label={t('operator.name')} hint={t('operator.hint')}>
        {(id) => (
          <TextInput
            id={id}
            data-autofocus
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="filled"
        loading={change.isPending}
        disabled={typed.trim() === '' || typed.trim() === name}
      >
        {t('operator.save')}
      </Button>
    </form>
  );
}
