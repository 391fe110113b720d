import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item, Metadata, StreamFacts } from '../../../../shared/evidence.ts';
import { clockText } from '../../../../shared/time.ts';
import { useQueryCall } from '../../../host/host.ts';
import { formatBytes, formatInstant, formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Facts } from '../../../ui/facts.tsx';
import styles from './details.module.css';

type Fact = readonly [label: string, value: string];

/** What is known of the file itself, whatever its container states. */
function useItemFacts(item: Item): Fact[] {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const facts: (Fact | null)[] = [
    [t('tech.size'), t('tech.bytes', { size: formatBytes(item.bytes, language), bytes: number(item.bytes) })],
    [t('tech.mime'), item.mime],
    [t('tech.review'), t(`tech.reviewWay.${item.review}`)],
    item.width === null || item.height === null ? null : [t('tech.picture'), `${item.width} × ${item.height}`],
    item.rotation === null || item.rotation === 0 ? null : [t('tech.rotation'), `${item.rotation}°`],
    item.durationSeconds === null ? null : [t('tech.duration'), clockText(item.durationSeconds)],
    item.frames === null ? null : [t('tech.frames'), number(item.frames)],
    item.timeBase === null ? null : [t('tech.timeBase'), `${item.timeBase[0]}/${item.timeBase[1]} s`],
    item.variableFrameRate === null ? null : [t('tech.rate'), t(item.variableFrameRate ? 'tech.vfr' : 'tech.cfr')],
    item.pages === null ? null : [t('tech.pages'), number(item.pages)],
    [t('tech.imported'), t('tech.importedBy', { at: formatInstant(item.importedAt, language), by: item.importedBy })],
  ];
  return facts.filter((fact) => fact !== null);
}

const streamText = ({ codec, description, language }: StreamFacts): string =>
  [codec, description, language].filter((part) => part !== null && part !== '').join(', ');

/** Facts of an original; those of its container come once they are read. */
export function TechnicalFacts({ item }: { item: Item }) {
  const { t } = useTranslation('library');
  const facts = useItemFacts(item);
  const shown = useQueryCall('evidence.show', { id: item.id });
  return (
    <section className={styles.section} aria-label={t('tech.title')}>
      <h3>{t('tech.title')}</h3>
      <FactList facts={facts} />
      <div style={{ marginTop: 4, minHeight: 44 }}>
        {shown.isPending && <Skeleton height={10} width="70%" mt={6} />}
        {shown.isError && <ErrorNote error={shown.error} />}
        {shown.data !== undefined && <Container metadata={shown.data.metadata} />}
      </div>
    </section>
  );
}

function Container({ metadata }: { metadata: Metadata }) {
  const { t } = useTranslation('library');
  const container: Fact[] = metadata.container === null ? [] : [[t('tech.container'), metadata.container]];
  const streams = metadata.streams.map(
    (stream): Fact => [
      t('tech.stream', { n: stream.index, type: t(`tech.streamType.${stream.type}`) }),
      streamText(stream),
    ],
  );
  const tags = Object.entries(metadata.tags).map(([name, value]): Fact => [visibleText(name), visibleText(value)]);
  return <FactList facts={[...container, ...streams, ...tags]} />;
}

function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <Facts narrow>
      {facts.map(([label, value]) => (
        <FactLine key={label} label={label} value={value} />
      ))}
    </Facts>
  );
}

function FactLine({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
