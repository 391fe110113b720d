import { type Exhibit, GATE_FIELDS, type GateField } from '../../../shared/exhibit.ts';

/** One fact to fill in, with every exhibit that waits for it: exhibits from one recording share most of theirs. */
export interface MissingFact {
  /** Stable while the fact is missing; names the row and its open editor. */
  readonly key: string;
  readonly field: GateField;
  readonly evidenceId: string;
  readonly itemName: string;
  /** For a place: the code that is used already but has no name or address yet. Null when none was chosen. */
  readonly placeCode: string | null;
  readonly exhibits: readonly { readonly number: string; readonly markId: string }[];
}

const placeCode = (exhibit: Exhibit): string | null => exhibit.mark.place ?? exhibit.evidence.place;

function keyOf(exhibit: Exhibit, field: GateField): string {
  const code = field === 'place' ? placeCode(exhibit) : null;
  return code === null ? `${field}:${exhibit.evidence.id}` : `place-code:${code}`;
}

/** Everything that is missing, in the order of the exhibits and within one in the order of the gate. */
export function missingList(exhibits: readonly Exhibit[]): MissingFact[] {
  const rows = new Map<string, MissingFact & { exhibits: MissingFact['exhibits'][number][] }>();
  for (const exhibit of exhibits) {
    for (const field of GATE_FIELDS.filter((name) => exhibit.missing.includes(name))) {
      const key = keyOf(exhibit, field);
      const row = rows.get(key) ?? {
        key,
        field,
        evidenceId: exhibit.evidence.id,
        itemName: exhibit.evidence.originalName,
        placeCode: field === 'place' ? placeCode(exhibit) : null,
        exhibits: [],
      };
      row.exhibits.push({ number: labelOf(exhibit), markId: exhibit.mark.id });
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

/** Other recordings among the exhibits that lack the same fact, so that one answer can serve them all. */
export function othersLacking(list: readonly MissingFact[], fact: MissingFact): string[] {
  const same = list.filter((row) => row.field === fact.field && row.placeCode === null && row.key !== fact.key);
  return [...new Set(same.map((row) => row.evidenceId))];
}

/** The number as printed, where an exhibit has one of its own. */
const labelOf = (exhibit: Exhibit & { readonly label?: string }): string => exhibit.label ?? exhibit.number;
