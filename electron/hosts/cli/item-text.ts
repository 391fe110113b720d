import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { clockText } from '../../../shared/time.ts';
import { bytesText, counted } from './plain-text.ts';

function extent(item: Item): string {
  if (item.frames !== null) return counted(item.frames, 'frame');
  if (item.pages !== null) return counted(item.pages, 'page');
  return item.durationSeconds === null ? '' : clockText(item.durationSeconds);
}

/** One line of a list of evidence. */
export function itemRow(item: Item): string[] {
  const warnings = item.warnings.length > 0 ? counted(item.warnings.length, 'warning') : '';
  return [item.id, item.kind, bytesText(item.bytes), extent(item), warnings, item.originalName];
}

/** The interval or page of a mark in words. */
export function markExtent(mark: Mark): string {
  if (mark.in && mark.out) return `frames ${mark.in.n}–${mark.out.n}`;
  return mark.page === null ? '' : `page ${mark.page}`;
}

export const markRow = (mark: Mark): string[] => [mark.id, markExtent(mark), mark.violations.join(' '), mark.title];
