import { useState } from 'react';
import type { Item } from '../../../shared/evidence.ts';
import { media } from '../../host/host.ts';
import styles from './evidence-list.module.css';
import { KindIcon } from './kind-icon.tsx';

/** Small picture of an item in a box of fixed size; its kind's icon where there is none (yet). */
export function Thumbnail({ item, iconSize }: { item: Item; iconSize: number }) {
  const [failed, setFailed] = useState(false);
  const pictured = item.kind === 'video' || item.kind === 'image' || item.kind === 'document';
  const shown = pictured && item.review !== 'none' && !item.pending && !failed;
  return (
    <span className={styles.thumbnail}>
      {shown ? (
        <img
          src={media.thumbnail(item.sha256)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailed(true)}
        />
      ) : (
        <KindIcon kind={item.kind} size={iconSize} />
      )}
    </span>
  );
}
