export interface SearchHit {
  readonly kind: 'mark' | 'evidence' | 'place';
  readonly id: string;
  readonly title: string;
  /** Plain text around the first match; matched words stand between U+2068 and U+2069. */
  readonly snippet: string;
  /** Evidence to open for this hit; null for a place. */
  readonly evidenceId: string | null;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly total: number;
}
