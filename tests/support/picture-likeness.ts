import type { Region } from '../../shared/mark.ts';
import type { Planes } from './burn-judge.ts';

const [C1, C2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
const WINDOW = 8;

/** Mean structural similarity (Wang et al., 2004) of the luma of two pictures inside a region, in windows of 8 × 8. */
export function similarity(a: Planes, b: Planes, region: Region): number {
  const [left, top] = [Math.ceil(region.x * a.width), Math.ceil(region.y * a.height)];
  const [right, bottom] = [(region.x + region.width) * a.width, (region.y + region.height) * a.height];
  let [sum, count] = [0, 0];
  for (let y = top; y + WINDOW <= bottom; y += WINDOW) {
    for (let x = left; x + WINDOW <= right; x += WINDOW) {
      sum += windowSimilarity(a, b, x, y);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

function windowSimilarity(a: Planes, b: Planes, left: number, top: number): number {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + WINDOW; y++) {
    for (let x = left; x < left + WINDOW; x++) {
      const [p, q] = [a.y[y * a.width + x] ?? 0, b.y[y * b.width + x] ?? 0];
      sa += p;
      sb += q;
      saa += p * p;
      sbb += q * q;
      sab += p * q;
    }
  }
  const n = WINDOW * WINDOW;
  const [ma, mb] = [sa / n, sb / n];
  const [va, vb, cov] = [saa / n - ma * ma, sbb / n - mb * mb, sab / n - ma * mb];
  return ((2 * ma * mb + C1) * (2 * cov + C2)) / ((ma * ma + mb * mb + C1) * (va + vb + C2));
}
