/** How the view is lit; only the view, never the page that is kept or exported. */
export interface Light {
  /** Percent; 100 leaves it as it is. */
  readonly brightness: number;
  readonly contrast: number;
  readonly inverted: boolean;
}

export const AS_IT_IS: Light = { brightness: 100, contrast: 100, inverted: false };

export const isChanged = ({ brightness, contrast, inverted }: Light): boolean =>
  brightness !== 100 || contrast !== 100 || inverted;

/** A CSS filter, or undefined when nothing is changed. */
export function lightFilter(light: Light): string | undefined {
  if (!isChanged(light)) return undefined;
  const inverted = light.inverted ? ' invert(1)' : '';
  return `brightness(${light.brightness}%) contrast(${light.contrast}%)${inverted}`;
}
