import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { useEvent, useMutationCall } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './start.module.css';

interface SampleCaseProps {
  readonly disabled: boolean;
  readonly onMade: (state: AppState) => void;
}

interface Step {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** A made-up case to try everything on, made on this machine. */
export function SampleCase({ disabled, onMade }: SampleCaseProps) {
  const { t } = useTranslation('start');
  const [step, setStep] = useState<Step | null>(null);
  useEvent('sample', setStep);
  const make = useMutationCall('library.sample', {
    onMutate: () => setStep(null),
    onSuccess: onMade,
    meta: { quiet: true },
  });
  return (
    <section className={styles.card} aria-label={t('sample')}>
      <div className={styles.sample}>
        <h2>{t('sample')}</h2>
        <Button disabled={disabled || make.isPending} onClick={() => make.mutate({ dir: null })}>
          {make.isPending ? t('sampleMaking') : t('sampleMake')}
        </Button>
        <p className="dim">{disabled ? t('sampleNeedsFfmpeg') : t('sampleText')}</p>
        {make.isPending && <SampleStep step={step} />}
      </div>
      {make.isError && <ErrorNote error={make.error} title={t('sampleFailed')} />}
    </section>
  );
}

function SampleStep({ step }: { step: Step | null }) {
  const { t } = useTranslation('start');
  const share = step === null || step.total <= 0 ? null : Math.min(1, step.done / step.total);
  return (
    <div className={styles.sampleStep}>
      <ProgressBar label={t('sample')} share={share} />
      <span className="dim">{step?.step ?? t('sampleBegins')}</span>
    </div>
  );
}
