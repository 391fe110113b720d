import type { Handlers } from '../../handlers.ts';
import type { PreparationService } from './preparation-service.ts';

export function preparationHandlers(preparation: PreparationService): Pick<Handlers, 'evidence.prepare'> {
  return {
    'evidence.prepare': ({ id, near, proxy }, { operator }) =>
      preparation.ask({ id, near: near ?? null, proxy }, operator),
  };
}
