import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILES_HAVE_NO_CYCLE, PLATFORM_HAS_NO_CYCLE } from './support/cycle-rules.ts';
import { ONLY_STORE_WRITES, SQL_IN_REPOS } from './support/effect-rules.ts';
import {
  CORE_KNOWS_NO_HOST,
  type FeatureEdges,
  featureRule,
  HOSTS_SEE_ONE_FACE,
  IMPORTS_RESOLVE,
  ONLY_PLACES,
  PLATFORM_STANDS_ALONE,
  PRODUCT_KNOWS_NO_TESTS,
  RENDERER_FLOWS_DOWN,
  RENDERER_HAS_NO_NODE,
  SHARED_IS_PURE,
} from './support/import-rules.ts';
import {
  FILES_ARE_SMALL,
  NAMES_ARE_UNIQUE_KEBAB,
  NOTHING_IS_LEFT_OVER,
  PACKAGES_ARE_DECLARED,
  TOP_LEVEL_IS_FIXED,
} from './support/shape-rules.ts';
import { readSourceTree } from './support/source-tree.ts';

/** Which feature of the core may ask the service of which other one. A new edge is added here, on purpose. */
const FEATURE_EDGES: FeatureEdges = {
  annotations: ['custody', 'marks', 'search'],
  backups: [],
  codebook: [],
  continuity: ['evidence'],
  custody: [],
  evidence: ['custody', 'marks', 'places', 'search'],
  exhibits: ['annotations', 'codebook', 'continuity', 'custody', 'evidence', 'marks', 'places'],
  history: ['evidence', 'marks', 'places'],
  library: ['custody', 'evidence', 'marks'],
  marks: ['codebook', 'custody', 'evidence', 'places', 'search'],
  places: ['custody', 'search'],
  preparation: ['evidence'],
  search: ['codebook'],
};

const RULES = [
  TOP_LEVEL_IS_FIXED,
  NAMES_ARE_UNIQUE_KEBAB,
  FILES_ARE_SMALL,
  NOTHING_IS_LEFT_OVER,
  IMPORTS_RESOLVE,
  PACKAGES_ARE_DECLARED,
  SHARED_IS_PURE,
  ...ONLY_PLACES,
  CORE_KNOWS_NO_HOST,
  PLATFORM_STANDS_ALONE,
  PLATFORM_HAS_NO_CYCLE,
  FILES_HAVE_NO_CYCLE,
  featureRule(FEATURE_EDGES),
  HOSTS_SEE_ONE_FACE,
  ONLY_STORE_WRITES,
  SQL_IN_REPOS,
  RENDERER_FLOWS_DOWN,
  RENDERER_HAS_NO_NODE,
  PRODUCT_KNOWS_NO_TESTS,
];

describe('the house', () => {
  const tree = readSourceTree(join(import.meta.dirname, '..'));

  test('is read whole', () => {
    const rooms = new Set(tree.files.map(({ path }) => path.split('/', 1)[0]));
    expect([...rooms].sort()).toEqual(['electron', 'renderer', 'resources', 'shared', 'tests']);
    expect(tree.files.find(({ path }) => path === 'shared/api.ts')?.uses.length).toBeGreaterThan(5);
  });

  test.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    const found = rule.check(tree).map(({ file, line, message }) => `${file}:${line} ${message}`);
    expect(found, `because ${rule.why}`).toEqual([]);
  });
});
