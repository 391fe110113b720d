import { createSpotlight } from '@mantine/spotlight';

/** One palette for the whole app. */
export const [paletteStore, palette] = createSpotlight();

export const openPalette = (): void => palette.open();
