import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { Facts } from '../../ui/facts.tsx';
import styles from './settings.module.css';

/** `5.1.9` of `ffmpeg version 5.1.9 Copyright …`. */
const versionOf = (line: string): string => /^ffmpeg version (\S+)/.exec(line)?.[1] ?? line;

/** What the program found on this machine, with everything that it cannot do here. */
export function ThisMachine({ state }: { state: AppState }) {
  const { t } = useTranslation('app');
  const { version, ffmpegVersion, ffmpegProblem, missingGuards, open } = state;
  const risk = open?.folderRisk ?? null;
  // What is taken away from decoders differs: see the decision on how they read sealed originals.
  const guarded = open?.sealed ? t('machine.guardedSealed') : t('machine.guarded');
  return (
    <section aria-labelledby="this-machine" className={styles.machine}>
      <h3 id="this-machine">{t('machine.title')}</h3>
      <Facts>
        <dt>{t('machine.version')}</dt>
        <dd>{version}</dd>
        <dt>ffmpeg</dt>
        <dd data-bad={ffmpegVersion === null || undefined} title={ffmpegVersion ?? undefined}>
          {ffmpegVersion === null ? ffmpegProblem : versionOf(ffmpegVersion)}
        </dd>
        <dt>{t('machine.decoders')}</dt>
        <dd data-bad={missingGuards.length > 0 || undefined}>
          {missingGuards.length > 0 ? missingGuards.join(' ') : guarded}
        </dd>
        {open !== null && (
          <>
            <dt>{t('machine.disk')}</dt>
            <dd data-bad={risk !== null || undefined}>{risk === null ? t('machine.safe') : t(`folderRisk.${risk}`)}</dd>
          </>
        )}
      </Facts>
    </section>
  );
}
