/** The page's name for what core and page share: see shared/visible-text.ts. */
export { type NamePart, visibleParts, visibleText } from '../../shared/visible-text.ts';
