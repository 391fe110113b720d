import { Button, FileButton, Group, Textarea } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFileDownload,
  IconFileSearch,
  IconGitCompare,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeadComparison } from '../../../shared/custody.ts';
import { readHead } from '../../../shared/ledger-head.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { toast } from '../../app/toast.ts';
import { useMutationCall, useQueryCall } from '../../host/host.ts';
import { formatNumber } from '../../lib/format.ts';
import { pathIn } from '../../lib/path-in.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './custody.module.css';

function Outcome({ comparison }: { comparison: HeadComparison }) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const { ok, since, problems } = comparison;
  const number = (value: number) => formatNumber(value, language);
  return (
    <div className={styles.chain} data-state={ok ? 'ok' : 'problems'} role="status">
      {ok ? <IconCircleCheck size={16} /> : <IconAlertTriangle size={16} />}
      <span>
        {ok
          ? t('earlier.grown', { before: number(since.count), count: since.added, amount: number(since.added) })
          : null}
        {problems.map(({ code, path, message }) => (
          <span key={`${code} ${path} ${message}`} className={styles.second}>
            {message}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Writes the head of now into a folder of its own, to be kept elsewhere. */
function KeepHead() {
  const { t } = useTranslation('custody');
  const head = useQueryCall('custody.head', {}).data;
  const keep = useMutationCall('custody.exportHead', {
    onSuccess: ({ path }) => toast(t('earlier.kept', { path })),
  });
  const choose = async () => {
    const folder = await chooseFolder(t('earlier.chooseFolder'), t('earlier.here'));
    if (folder !== null && head !== undefined) keep.mutate({ out: pathIn(folder, `ledger-head-${head.count}`) });
  };
  return (
    <Button
      leftSection={<IconFileDownload size={16} />}
      loading={keep.isPending}
      disabled={head === undefined}
      onClick={() => void choose()}
    >
      {t('earlier.keep')}
    </Button>
  );
}

/** Keeps a head away from the library, and proves later that the ledger only grew since. */
export function EarlierHead() {
  const { t } = useTranslation('custody');
  const [text, setText] = useState('');
  const compare = useMutationCall('custody.compareHead');
  const head = readHead(text);
  const change = (next: string) => {
    compare.reset();
    setText(next);
  };
  const unread = text.trim() !== '' && head === null;
  return (
    <section className={styles.card}>
      <h2>{t('earlier.title')}</h2>
      <p className={styles.hint}>{t('earlier.text')}</p>
      <KeepHead />
      <Textarea
        className={styles.typedHead}
        label={t('earlier.given')}
        placeholder="128:4f2a…"
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        error={unread ? t('earlier.unreadable') : undefined}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <Group gap={8}>
        <FileButton onChange={(file) => void file?.text().then(change)}>
          {(props) => (
            <Button {...props} leftSection={<IconFileSearch size={16} />}>
              {t('earlier.file')}
            </Button>
          )}
        </FileButton>
        <Button
          leftSection={<IconGitCompare size={16} />}
          loading={compare.isPending}
          disabled={head === null}
          onClick={() => head !== null && compare.mutate({ head })}
        >
          {t('earlier.compare')}
        </Button>
      </Group>
      {compare.data !== undefined && <Outcome comparison={compare.data} />}
    </section>
  );
}
