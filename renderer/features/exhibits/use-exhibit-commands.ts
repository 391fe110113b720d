import { useTranslation } from 'react-i18next';
import type { Exhibit } from '../../../shared/exhibit.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { useGo } from '../../app/navigation.ts';

interface CommandInput {
  readonly selected: Exhibit | null;
  readonly openDialog: () => void;
  readonly step: (delta: number) => void;
  readonly move: (delta: number) => void;
  readonly remove: (markIds: string[]) => void;
  readonly startExport: () => void;
  readonly canExport: boolean;
}

/** What can be done with exhibits, by key and from the palette. */
export function useExhibitCommands(input: CommandInput): void {
  const { t } = useTranslation('exhibits');
  const go = useGo();
  const { selected, openDialog, step, move, remove, startExport, canExport } = input;
  const group = t('title');
  const enabled = selected !== null;
  useCommands([
    { id: 'exhibits.add', title: t('add.open'), keys: ['A'], group, run: openDialog },
    {
      id: 'exhibits.next',
      title: t('command.next'),
      keys: ['ArrowDown'],
      group,
      enabled,
      run: () => step(1),
      hidden: true,
    },
    {
      id: 'exhibits.previous',
      title: t('command.previous'),
      keys: ['ArrowUp'],
      group,
      enabled,
      run: () => step(-1),
      hidden: true,
    },
    {
      id: 'exhibits.move-down',
      title: t('command.moveDown'),
      keys: ['Alt+ArrowDown'],
      group,
      enabled,
      run: () => move(1),
    },
    { id: 'exhibits.move-up', title: t('command.moveUp'), keys: ['Alt+ArrowUp'], group, enabled, run: () => move(-1) },
    {
      id: 'exhibits.remove',
      title: t('command.remove'),
      keys: ['Delete'],
      group,
      enabled,
      run: () => selected !== null && remove([selected.mark.id]),
    },
    {
      id: 'exhibits.open-mark',
      title: t('openReview'),
      keys: ['Mod+Enter'],
      group,
      enabled,
      run: () => selected !== null && go.mark(selected.mark),
    },
    { id: 'exhibits.export', title: t('command.export'), keys: ['Mod+E'], group, enabled: canExport, run: startExport },
  ]);
}
