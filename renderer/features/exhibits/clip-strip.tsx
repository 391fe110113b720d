import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import type { FrameRef } from '../../../shared/frames.ts';
import { ptsText } from '../../../shared/time.ts';
import { useGo } from '../../app/navigation.ts';
import { media } from '../../host/host.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { MarkShield } from '../../ui/marks/mark-shield.tsx';
import styles from './clip.module.css';
import { ClipPlayer } from './clip-player.tsx';
import { frameCount } from './exhibit-words.ts';
import { LoadedImage } from './loaded-image.tsx';

/** One end of the interval: the very picture, with its number and time. */
function End({ exhibit, frame, label }: { exhibit: PresentedExhibit; frame: FrameRef; label: string }) {
  const language = useLanguage();
  const { t } = useTranslation('exhibits');
  const { sha256, timeBase } = exhibit.evidence;
  return (
    <figure className={styles.end}>
      <span className={styles.endPicture}>
        <LoadedImage src={media.picture(sha256, frame.n, 320)} alt={label} />
      </span>
      <figcaption>
        <span className={styles.endLabel}>{label}</span>
        <span className="mono selectable">{t('clip.frame', { n: formatNumber(frame.n, language) })}</span>
        {timeBase !== null && <span className="mono selectable dim">{ptsText(frame.pts, timeBase)}</span>}
      </figcaption>
    </figure>
  );
}

function Facts({ exhibit }: { exhibit: PresentedExhibit }) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const go = useGo();
  const { mark, evidence } = exhibit;
  const count = frameCount(mark) ?? 0;
  return (
    <div className={styles.facts}>
      <span className={styles.count}>{t('clip.frames', { count, amount: formatNumber(count, language) })}</span>
      <span className={styles.check}>
        <MarkShield check={mark.check} />
        {t(`marks:shield.${mark.check.state}`)}
      </span>
      {evidence.review !== 'direct' && <span className="dim">{t('clip.notDirect')}</span>}
      <Anchor component="button" type="button" size="sm" onClick={() => go.mark(mark)}>
        {t('openReview')}
      </Anchor>
    </div>
  );
}

/** The interval of an exhibit: its first and last picture as they are, and the way between them. */
export function ClipStrip({ exhibit }: { exhibit: PresentedExhibit }) {
  const { t } = useTranslation('exhibits');
  const { mark, evidence } = exhibit;
  if (mark.in === null) return null;
  const last = mark.out ?? mark.in;
  return (
    <section className={styles.strip} aria-label={t('clip.label', { number: exhibit.label })}>
      <End exhibit={exhibit} frame={mark.in} label={t('clip.in')} />
      {evidence.review === 'direct' && last.n > mark.in.n && (
        <ClipPlayer key={mark.id} item={evidence} first={mark.in.n} last={last.n} />
      )}
      {last.n > mark.in.n && <End exhibit={exhibit} frame={last} label={t('clip.out')} />}
      <Facts exhibit={exhibit} />
    </section>
  );
}
