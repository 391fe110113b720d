import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/commands/commands.ts';
import type { AnnotationEditor } from '../../ui/annotations/annotation-editor.ts';
import type { Playback } from './engine/use-playback.ts';
import type { Position } from './position.ts';

interface StepsOptions {
  readonly editor: AnnotationEditor;
  readonly position: Position;
  readonly playback: Playback;
}

/** Frame steps on keys that no chosen shape takes for itself: with one chosen, the arrow keys move it. */
export function useDrawingSteps({ editor, position, playback }: StepsOptions): Command[] {
  const { t } = useTranslation('review');
  const { mode } = editor.store.use();
  const step = (id: string, name: string, key: string, by: number): Command => ({
    id: `annotations.${id}`,
    title: t(`command.${name}`),
    keys: [key],
    group: t('group'),
    hidden: true,
    first: true,
    enabled: mode !== 'off',
    run: () => position.goTo(playback.stop() + by),
  });
  return [step('step-back', 'back', ',', -1), step('step-forward', 'forward', '.', 1)];
}
