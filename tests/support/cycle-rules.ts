import { type Breach, PLATFORM, type Rule } from './import-rules.ts';
import { roomOf, type SourceTree } from './source-tree.ts';

/** One cycle of a graph through its nodes, or null (depth-first search with a path). */
export function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | null => {
    if (done.has(node)) return null;
    const at = path.indexOf(node);
    if (at !== -1) return [...path.slice(at), node];
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return null;
}

function graph(pairs: Iterable<readonly [from: string, to: string]>): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of pairs) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  return edges;
}

const asBreach = (rule: string, cycle: string[] | null): Breach[] =>
  cycle === null ? [] : [{ rule, file: cycle[0] ?? '', line: 0, message: cycle.join(' → ') }];

export const PLATFORM_HAS_NO_CYCLE: Rule = {
  name: 'platform rooms form no cycle',
  why: 'each can be understood with only those below it',
  check: (tree: SourceTree) => {
    const platform = (path: string | null) => path !== null && PLATFORM.some((room) => path.startsWith(room));
    const pairs = tree.files
      .filter((file) => platform(file.path))
      .flatMap((file) =>
        file.uses
          .filter((use) => platform(use.file))
          .map((use) => [roomOf(file.path), roomOf(use.file ?? '')] as const),
      )
      .filter(([from, to]) => from !== to);
    return asBreach(PLATFORM_HAS_NO_CYCLE.name, findCycle(graph(pairs)));
  },
};

export const FILES_HAVE_NO_CYCLE: Rule = {
  name: 'files form no cycle',
  why: 'the order in which modules run never matters',
  check: (tree: SourceTree) => {
    const pairs = tree.files.flatMap((file) =>
      file.uses.flatMap((use) => (use.way === 'value' && use.file !== null ? [[file.path, use.file] as const] : [])),
    );
    return asBreach(FILES_HAVE_NO_CYCLE.name, findCycle(graph(pairs)));
  },
};
