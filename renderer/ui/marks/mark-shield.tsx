import { Tooltip } from '@mantine/core';
import { IconCircle, IconShieldCheck, IconShieldCheckFilled, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { MarkCheck } from '../../../shared/mark.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { type CheckAge, checkAge, openedAt } from './check-words.ts';
import styles from './marks.module.css';

/**
 * Whether a mark's pictures were compared with the original again: shape and word, not only colour. A comparison of an
 * earlier session is drawn hollow and told with its date, because nobody has looked since.
 */
export function MarkShield({ check }: { check: MarkCheck }) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const age = checkAge(check, openedAt);
  const date = check.state === 'unverified' ? '' : formatInstant(check.at, language);
  const label = age === 'verified-before' ? t('shield.verifiedOn', { date }) : t(`shield.${age}`);
  return (
    <Tooltip label={label}>
      <span className={styles.shield} data-state={check.state} role="img" aria-label={label}>
        <ShieldIcon age={age} />
      </span>
    </Tooltip>
  );
}

function ShieldIcon({ age }: { age: CheckAge }) {
  switch (age) {
    case 'verified':
      return <IconShieldCheckFilled size={15} />;
    case 'verified-before':
      return <IconShieldCheck size={15} />;
    case 'differs':
      return <IconShieldX size={15} />;
    case 'unverified':
      return <IconCircle size={12} />;
    default:
      return assertNever(age);
  }
}
