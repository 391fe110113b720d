import type { Handlers } from '../../handlers.ts';
import type { PreparationService } from './preparation-service.ts';

/** @param opened hears of every recording that a person looks at */
export function preparationHandlers(
  preparation: PreparationService,
  opened: (id: string) => void,
): Pick<Handlers, 'evidence.prepare'> {
  return {
    'evidence.prepare': ({ id, near, proxy }, { operator }) => {
      opened(id);
      return preparation.ask({ id, near: near ?? null, proxy }, operator);
    },
  };
}
