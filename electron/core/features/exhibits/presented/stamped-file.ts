import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { loadPictureCanvas } from '../../../media/picture-canvas.ts';
import type { PictureFile, PictureTools } from '../exhibit/picture-file.ts';
import type { Recipe } from '../schema/bundle-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';
import { stampedPage } from './label-picture.ts';

const FORM = 'page and outline as in the file without -stamped; number of the exhibit in a margin above';

/**
 * The page to hand over on paper: with its outline, and the exhibit's number in a margin that the page itself has not.
 * @param shown the page as it is shown, region outlined
 * @param recipeOf recipe of a picture of this page
 */
export async function stampedFile(
  exhibit: PresentedExhibit,
  page: number,
  shown: Uint8Array,
  what: string,
  { text, resourcesDir, versions }: PictureTools,
  recipeOf: (form: string) => Recipe,
): Promise<PictureFile> {
  const label = text.t('exhibit', { number: labelOf(exhibit) });
  const png = await stampedPage(loadPictureCanvas(resourcesDir), shown, { label, what });
  const recipe = recipeOf(FORM);
  return {
    name: `page-${page}-stamped.png`,
    role: 'page',
    png,
    recipe: { ...recipe, tools: { ...recipe.tools, canvas: versions.canvas } },
  };
}
