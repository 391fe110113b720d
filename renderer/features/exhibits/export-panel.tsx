import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import type { Job } from '../../../shared/job.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './bundle.module.css';
import { BundleFolder } from './bundle-folder.tsx';
import { BundleOptions } from './bundle-options.tsx';
import { BundlePacking } from './bundle-packing.tsx';
import { summarise } from './exhibit-summary.ts';
import { ExportFoot } from './export-foot.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { PendingList } from './pending-list.tsx';
import type { BundleTarget } from './use-bundle-target.ts';
import type { FormControl } from './use-export-form.ts';

interface ExportPanelProps extends FormControl {
  /** Undefined while they are on their way. */
  readonly exhibits: readonly PresentedExhibit[] | undefined;
  readonly target: BundleTarget;
  /** Exhibits of which the library does not have everything that they hide. */
  readonly pending: readonly PresentedExhibit[];
  /** The newest export, running or over. */
  readonly job: Job | undefined;
  readonly starting: boolean;
  readonly onExport: () => void;
  readonly onShowResult: () => void;
}

/** What is missing, what the bundle will be, and the button that makes it. */
export function ExportPanel(props: ExportPanelProps) {
  const { exhibits, target, pending, job, starting, onExport, onShowResult, ...control } = props;
  const { form, packing } = control;
  const { t } = useTranslation('exhibits');
  const summary = summarise(exhibits ?? [], form.allowIncomplete);
  return (
    <aside className={styles.side} aria-label={t('bundle')}>
      <div className={styles.scroll}>
        <section className={styles.section} id="exhibits-missing">
          <h2>{t('missing.title')}</h2>
          <PendingList exhibits={pending} />
          {exhibits === undefined ? <SkeletonRows rows={3} height={31} /> : <MissingPanel exhibits={exhibits} />}
        </section>
        <section className={styles.section}>
          <h2>{t('bundle')}</h2>
          <BundleOptions {...control} summary={summary} />
        </section>
        <section className={styles.section}>
          <h2>{t('packing.title')}</h2>
          <BundlePacking {...control} />
        </section>
        <section className={styles.section}>
          <h2>{t('folder.title')}</h2>
          <BundleFolder {...control} target={target} />
        </section>
      </div>
      <ExportFoot
        {...{ summary, form, job, starting, onExport, onShowResult }}
        ready={target.out !== null && packing.ready && pending.length === 0}
      />
    </aside>
  );
}
