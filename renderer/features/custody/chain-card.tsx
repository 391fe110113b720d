import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconLoader } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';
import { headLine, headShort } from '../../../shared/ledger-head.ts';
import { useQueryCall } from '../../host/host.ts';
import { formatAgo, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { type ChainState, chainState } from './chain-state.ts';
import styles from './custody.module.css';
import { sessionStart } from './session-start.ts';

function useLines(chain: ChainState): { first: string; second: string | null } {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const now = useNow();
  const number = (value: number) => formatNumber(value, language);
  switch (chain.state) {
    case 'unchecked': {
      const first = t('chain.unchecked');
      if (chain.last === null) return { first, second: t('chain.neverChecked') };
      const ago = formatAgo(chain.last.at, now, language);
      return { first, second: t(chain.last.ok ? 'chain.lastOk' : 'chain.lastBad', { ago }) };
    }
    case 'checking':
      return { first: t('chain.checking'), second: null };
    case 'ok': {
      const ago = formatAgo(chain.at, now, language);
      const first = t('chain.ok', { count: chain.entries, amount: number(chain.entries), ago });
      const added = t('chain.added', { count: chain.added, amount: number(chain.added) });
      return { first, second: chain.added > 0 ? added : null };
    }
    case 'problems': {
      const ago = formatAgo(chain.at, now, language);
      return { first: t('chain.problems', { count: chain.problems, ago }), second: null };
    }
    default:
      return assertNever(chain);
  }
}

function Icon({ state }: { state: ChainState['state'] }) {
  if (state === 'ok') return <IconCircleCheck size={16} />;
  if (state === 'problems') return <IconAlertTriangle size={16} />;
  return state === 'checking' ? <IconLoader size={16} /> : <IconCircleDashed size={16} />;
}

function State({ chain }: { chain: ChainState }) {
  const { first, second } = useLines(chain);
  return (
    <div className={styles.chain} data-state={chain.state} role="status">
      <Icon state={chain.state} />
      <span>
        {first}
        {second !== null && <span className={styles.second}>{second}</span>}
      </span>
    </div>
  );
}

interface ChainCardProps {
  /** The newest check of the library with what it found. */
  readonly check: { readonly job: Job; readonly report: VerifyReport | null } | null;
}

/** How long the chain is, where it ends, and what is known about it now. */
export function ChainCard({ check }: ChainCardProps) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const head = useQueryCall('custody.head', {});
  const library = useQueryCall('library.info', {});
  if (head.isError) return <ErrorNote error={head.error} title={t('failed')} />;
  const count = head.data?.count ?? 0;
  return (
    <section className={styles.card}>
      <h2>{t('chain.title')}</h2>
      <p className={styles.hint}>{t('chain.text')}</p>
      {head.data === undefined ? (
        <Skeleton height={186} />
      ) : (
        <>
          <State chain={chainState(head.data, check, library.data?.lastVerified ?? null, sessionStart)} />
          <Facts>
            <dt>{t('chain.length')}</dt>
            <dd>{t('chain.entries', { count, amount: formatNumber(count, language) })}</dd>
            <dt>{t('chain.short')}</dt>
            <dd className="mono selectable">{headShort(head.data)}</dd>
          </Facts>
          <dl className={styles.keyValues}>
            <div>
              <dt>{t('chain.line')}</dt>
              <dd className={styles.keyText}>
                <span>{headLine(head.data)}</span>
                <CopyButton value={headLine(head.data)} what={t('chain.line')} />
              </dd>
            </div>
            <div>
              <dt>{t('chain.head')}</dt>
              <dd>
                <HashText value={head.data.hash} what={t('chain.head')} />
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
}
