import { useTranslation } from 'react-i18next';
import { Panel, PanelBody, PanelHeader } from '../../ui/panel.tsx';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { BackupsCard } from './backups-card.tsx';
import { ChainCard } from './chain-card.tsx';
import styles from './custody.module.css';
import { EarlierHead } from './earlier-head.tsx';
import { LedgerLog } from './ledger-log.tsx';
import { SigningKey } from './signing-key.tsx';
import { TimeStamps } from './time-stamps.tsx';
import { useChecks } from './use-checks.ts';
import { VerifyBundle } from './verify-bundle.tsx';
import { VerifyLibrary } from './verify-library.tsx';
import { VerifyMarks } from './verify-marks.tsx';

/** Who did what to what and when, and whether all of it is still as it was. */
export function CustodyScreen() {
  const { t } = useTranslation('custody');
  const checks = useChecks();
  return (
    <Split name="custody" handleLabel={t('resize')}>
      <SplitPanel id="ledger" min={420}>
        <LedgerLog />
      </SplitPanel>
      <SplitPanel id="checks" size={380} min={300} max={640} fixed>
        <Panel label={t('title')}>
          <PanelHeader title={t('title')} />
          <PanelBody>
            <div className={styles.cards}>
              <VerifyLibrary check={checks.library} starting={checks.startingLibrary} onStart={checks.verifyLibrary} />
              <BackupsCard />
              <VerifyMarks />
              <VerifyBundle check={checks.bundle} starting={checks.startingBundle} onStart={checks.verifyBundle} />
              <ChainCard check={checks.library} />
              <EarlierHead />
              <TimeStamps />
              <SigningKey />
            </div>
          </PanelBody>
        </Panel>
      </SplitPanel>
    </Split>
  );
}
