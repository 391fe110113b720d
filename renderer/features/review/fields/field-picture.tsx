import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { neighbours, PictureLoader } from '../engine/picture-loader.ts';
import { type Position, useFrame } from '../position.ts';
import reviewStyles from '../review.module.css';
import { fieldNumber, linesOf } from './field-steps.ts';
import styles from './fields.module.css';
import { loadField } from './load-field.ts';
import type { FieldViews } from './use-field-view.ts';

interface FieldPictureProps {
  readonly sha256: string;
  readonly position: Position;
  readonly fields: FieldViews;
  /** Where the picture lies on the stage. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Width to ask for; null for full size. */
  readonly width: number | null;
  /** False while the recording runs: whole frames run. */
  readonly still: boolean;
}

/** The field in view, over the picture of its frame. */
export function FieldPicture({ sha256, position, fields, box, width, still }: FieldPictureProps) {
  const { t } = useTranslation('review-play');
  const language = useLanguage();
  const { order, view, tell } = fields;
  const n = useFrame(position);
  const last = position.index.pts.length - 1;
  const wanted = view === 'frame' || !still ? null : fieldNumber(n, view);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const [drawn, setDrawn] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ at: number; error: unknown } | null>(null);
  const [attempt, setAttempt] = useState(0);
  // Fields are counted on, so that what is near in time is loaded ahead.
  const [loader] = useState(
    () =>
      new PictureLoader((at, wide, signal) => {
        const lines = linesOf(at % 2 === 0 ? 'first' : 'second', order) ?? 'top';
        return loadField(sha256, Math.floor(at / 2), lines, wide, signal);
      }),
  );
  useEffect(() => () => loader.close(), [loader]);

  // Before paint, so that a field that is at hand comes with the number.
  // `attempt` counts on after a failure, to try again.
  useLayoutEffect(() => {
    if (wanted === null) return;
    let current = attempt >= 0;
    const arrived = (picture: ImageBitmap) => {
      if (!current) return;
      draw(canvas.current, picture);
      setDrawn(wanted);
      tell(wanted);
      setFailed(null);
      void loader.preload(neighbours(wanted, 1, 2 * last + 2, 2), width, () => current);
    };
    const refused = (error: unknown) => {
      if (current && !(error instanceof DOMException && error.name === 'AbortError')) setFailed({ at: wanted, error });
    };
    const known = loader.peek(wanted, width);
    if (known) arrived(known);
    else loader.want(wanted, width, neighbours(wanted, 1, 2 * last + 2, 2)).then(arrived, refused);
    return () => {
      current = false;
    };
  }, [loader, wanted, width, last, attempt, tell]);

  if (wanted === null) return null;
  const which = view === 'second' ? 'second' : 'first';
  const error = failed?.at === wanted ? failed.error : null;
  return (
    <>
      <canvas
        ref={canvas}
        className={styles.picture}
        style={box}
        data-testid="field-picture"
        data-field={drawn ?? undefined}
        data-empty={drawn === null || undefined}
        data-waiting={drawn !== wanted || undefined}
        role="img"
        aria-label={t(`fields.pictureOf.${which}`, {
          frame: formatNumber(n, language),
        })}
      />
      {error !== null && (
        <div className={reviewStyles.stageNote}>
          <ErrorNote
            error={error}
            title={t('fields.failed', { frame: formatNumber(n, language) })}
            actions={<Button onClick={() => setAttempt(attempt + 1)}>{t('tryAgain')}</Button>}
          />
        </div>
      )}
    </>
  );
}

function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (!canvas) return;
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}
