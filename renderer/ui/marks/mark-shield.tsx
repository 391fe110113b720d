import { Tooltip } from '@mantine/core';
import { IconCircle, IconShieldCheckFilled, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { MarkCheck } from '../../../shared/mark.ts';
import styles from './marks.module.css';

/** Whether a mark's pictures were compared with the original again: shape and word, not only colour. */
export function MarkShield({ check }: { check: MarkCheck }) {
  const { t } = useTranslation('marks');
  const label = t(`shield.${check.state}`);
  return (
    <Tooltip label={label}>
      <span className={styles.shield} data-state={check.state} role="img" aria-label={label}>
        <ShieldIcon state={check.state} />
      </span>
    </Tooltip>
  );
}

function ShieldIcon({ state }: { state: MarkCheck['state'] }) {
  switch (state) {
    case 'verified':
      return <IconShieldCheckFilled size={15} />;
    case 'differs':
      return <IconShieldX size={15} />;
    case 'unverified':
      return <IconCircle size={12} />;
    default:
      return assertNever(state);
  }
}
