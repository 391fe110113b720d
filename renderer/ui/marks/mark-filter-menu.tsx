import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Mark, MarkCheck } from '../../../shared/mark.ts';
import { Tag } from '../tag.tsx';
import type { MarkFilter } from './mark-filter.ts';
import { groupOf } from './violation-search.ts';

const STATES: readonly MarkCheck['state'][] = ['unverified', 'verified', 'differs'];

interface MarkFilterMenuProps {
  readonly marks: readonly Mark[];
  readonly filter: MarkFilter;
  readonly onChange: (filter: MarkFilter) => void;
}

function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

/** Narrows the list to groups that occur in it and to states of verification. */
export function MarkFilterMenu({ marks, filter, onChange }: MarkFilterMenuProps) {
  const { t } = useTranslation('marks');
  const groups = [...new Set(marks.flatMap((mark) => mark.violations.map(groupOf)))].sort();
  const tick = (on: boolean) => (on ? <IconCheck size={14} /> : <span style={{ width: 14 }} />);
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('filterMore')}>
          <ActionIcon aria-label={t('filterMore')} variant="default">
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.length > 0 && <Menu.Label>{t('group')}</Menu.Label>}
        {groups.map((group) => (
          <Menu.Item
            key={group}
            leftSection={tick(filter.groups.includes(group))}
            onClick={() => onChange({ ...filter, groups: toggled(filter.groups, group) })}
          >
            <Tag code={group} />
          </Menu.Item>
        ))}
        <Menu.Label>{t('checkState')}</Menu.Label>
        {STATES.map((state) => (
          <Menu.Item
            key={state}
            leftSection={tick(filter.states.includes(state))}
            onClick={() => onChange({ ...filter, states: toggled(filter.states, state) })}
          >
            {t(`shield.${state}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
