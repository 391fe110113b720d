import { Button, FileButton, Group } from '@mantine/core';
import { IconClockCheck, IconClockShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Timestamp } from '../../../shared/custody.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { toast } from '../../app/toast.ts';
import { useMutationCall, useQueryCall } from '../../host/host.ts';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import { pathIn } from '../../lib/path-in.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './custody.module.css';
import { answerOf } from './stamp-answer.ts';

function Stamp({ stamp }: { stamp: Timestamp }) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const { head, requestedAt, stampedAt, trusted } = stamp;
  const when = (at: string) => formatInstant(at, language);
  return (
    <li>
      {t('stamps.head', { count: head.count, amount: formatNumber(head.count, language) })}
      <span className={styles.second}>
        {stampedAt === null
          ? t('stamps.waiting', { when: when(requestedAt) })
          : t(trusted ? 'stamps.trusted' : 'stamps.untrusted', { when: when(stampedAt) })}
      </span>
    </li>
  );
}

/** Has the head stamped by an authority outside: a file goes there, and a file comes back. */
export function TimeStamps() {
  const { t } = useTranslation('custody');
  const stamps = useQueryCall('custody.timestamps', {});
  const head = useQueryCall('custody.head', {}).data;
  const ask = useMutationCall('custody.requestTimestamp', { onSuccess: () => toast(t('stamps.written')) });
  const take = useMutationCall('custody.importTimestamp', { onSuccess: () => toast(t('stamps.taken')) });
  const request = async () => {
    const folder = await chooseFolder(t('stamps.chooseFolder'), t('stamps.here'));
    if (folder !== null && head !== undefined) ask.mutate({ out: pathIn(folder, `ledger-head-${head.count}.tsq`) });
  };
  return (
    <section className={styles.card}>
      <h2>{t('stamps.title')}</h2>
      <p className={styles.hint}>{t('stamps.text')}</p>
      <Group gap={8}>
        <Button
          leftSection={<IconClockShare size={16} />}
          loading={ask.isPending}
          disabled={head === undefined}
          onClick={() => void request()}
        >
          {t('stamps.request')}
        </Button>
        <FileButton multiple onChange={(files) => void answerOf(files).then((answer) => answer && take.mutate(answer))}>
          {(props) => (
            <Button {...props} leftSection={<IconClockCheck size={16} />} loading={take.isPending}>
              {t('stamps.import')}
            </Button>
          )}
        </FileButton>
      </Group>
      {stamps.isError && <ErrorNote error={stamps.error} title={t('stamps.failed')} />}
      {stamps.data !== undefined && stamps.data.length > 0 && (
        <ul className={styles.stamps}>
          {stamps.data.map((stamp) => (
            <Stamp key={stamp.id} stamp={stamp} />
          ))}
        </ul>
      )}
    </section>
  );
}
