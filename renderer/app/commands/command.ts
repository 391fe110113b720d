/** Something a person can do, with a name, keys and a place in the palette. */
export interface Command {
  /** Stable and unique: `review.step-forward`. Before the dot stands its screen, or `app` for what works on every one. */
  readonly id: string;
  /** In the person's language. */
  readonly title: string;
  /** Written like `Mod+Z`, `Shift+ArrowRight`, `Space`, `?`; the first one is shown. */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** False: listed, but dimmed and without effect. */
  readonly enabled?: boolean;
  /** Heading in the palette and in the list of keys. */
  readonly group?: string;
  /** Works while a field has the focus, too. Only for keys that no field uses. */
  readonly whileTyping?: boolean;
  /** Listed among the keys but not offered in the palette, like single frame steps. */
  readonly hidden?: boolean;
  /** Comes before others with the same keys, whoever offered them last: for a mode that has keys of its own. */
  readonly first?: boolean;
}
