import { useTranslation } from 'react-i18next';
import type { BundleState, ExhibitGroup } from '../../../shared/exhibit-recipe.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { callKey, queryClient, useMutationCall, useQueryCall } from '../../host/host.ts';

const NONE: readonly ExhibitGroup[] = [];
const KEY = callKey('exhibits.bundle', {});

/** The bundle's recipe, and its sections with what can be done to them. */
export function useGroups() {
  const { t } = useTranslation('exhibits');
  const bundle = useQueryCall('exhibits.bundle', {}).data;
  const set = useMutationCall('exhibits.setBundle', {
    onSuccess: (state) => queryClient.setQueryData<BundleState>(KEY, state),
  });
  const groups = bundle?.groups ?? NONE;
  const change = (next: ExhibitGroup[]) => set.mutate({ groups: next });
  const add = () =>
    change([...groups, { id: crypto.randomUUID(), title: t('group.new', { count: groups.length + 1 }) }]);
  useCommands([{ id: 'exhibits.add-group', title: t('group.add'), keys: ['G'], group: t('title'), run: add }]);
  return {
    bundle,
    groups,
    add,
    rename: (id: string, title: string) => change(groups.map((each) => (each.id === id ? { id, title } : each))),
    remove: (id: string) => change(groups.filter((each) => each.id !== id)),
  };
}

export type Groups = ReturnType<typeof useGroups>;
