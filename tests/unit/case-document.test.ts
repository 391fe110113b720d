import { describe, expect, test } from 'vitest';
import { caseDocument } from '../../electron/core/features/exhibits/bundle/case-document.ts';
import { CASE_CONTEXT, caseId } from '../../electron/core/features/exhibits/bundle/case-terms.ts';
import { exhibitDocument, exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import type { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import type { CustodyDocument } from '../../electron/core/features/exhibits/schema/custody-schema.ts';
import type { Profile } from '../../shared/exhibit.ts';
import { aMark, anItem } from '../support/made-values.ts';

const UCO = 'https://ontology.unifiedcyberontology.org/uco/';
const CASE = 'https://ontology.caseontology.org/case/';
/** Classes and properties of UCO 1.4.0 and CASE 1.4.0 that are used, copied from the ontologies. */
const CLASSES = new Set([
  ...[`${CASE}investigation/InvestigativeAction`, `${CASE}investigation/ProvenanceRecord`],
  ...[`${UCO}core/Bundle`, `${UCO}identity/Identity`, `${UCO}location/Location`, `${UCO}location/SimpleAddressFacet`],
  ...[`${UCO}observable/ContentDataFacet`, `${UCO}observable/File`, `${UCO}observable/FileFacet`],
  ...[`${UCO}role/Role`, `${UCO}tool/Tool`, `${UCO}types/Hash`],
]);
const PROPERTIES = new Set([
  ...[`${CASE}investigation/exhibitNumber`, `${CASE}investigation/wasInformedBy`],
  ...['endTime', 'instrument', 'object', 'performer', 'result'].map((name) => `${UCO}action/${name}`),
  ...['description', 'hasFacet', 'name', 'object', 'objectCreatedTime', 'tag'].map((name) => `${UCO}core/${name}`),
  ...['region', 'street'].map((name) => `${UCO}location/${name}`),
  ...['fileName', 'filePath', 'hash', 'isDirectory', 'mimeType', 'sizeInBytes'].map(
    (name) => `${UCO}observable/${name}`,
  ),
  ...[`${UCO}tool/version`, `${UCO}types/hashMethod`, `${UCO}types/hashValue`],
]);
const DATATYPES = new Set(['dateTime', 'hexBinary'].map((name) => `http://www.w3.org/2001/XMLSchema#${name}`));

const sha = (digit: string) => digit.repeat(64);

function anInput(profile: Profile) {
  const items = [anItem({ id: 'ev-1', sha256: sha('1') }), anItem({ id: 'ev-2', sha256: sha('2'), place: 'ALM-1' })];
  const exhibits = [items[0], items[0], items[1]].map((item, n) => {
    const evidence = item ?? anItem();
    const mark = aMark({ title: `Mark ${n}`, in: 5, out: 10, violations: ['B1', 'E1'], createdBy: 'Reviewer Zeta' });
    const exhibit = { number: `${n + 1}`, missing: [], mark, evidence };
    const facts = exhibitFacts(exhibit, profile, {
      findPlace: (code) => ({ code, name: 'Station 1', address: '12 Example Street', region: 'Almaty' }),
      findViolation: () => undefined,
      keptClockWords: () => '',
    });
    const recipe = { tools: { aigaq: '0.1.0', ffmpeg: 'ffmpeg version 5.1' }, input: { ORIGINAL: evidence.sha256 } };
    const clip = { path: 'clip.mp4', role: 'clip', sha256: sha(`${n + 3}`), bytes: 10 + n, recipe } as const;
    return exhibitDocument(exhibit, facts, [], [clip, { ...clip, path: 'still-in.png', role: 'still' }], sha('a'));
  });
  const bundle: BundleDocument = {
    format: 'aigaq-bundle',
    version: 1,
    madeAt: '2026-03-10T08:00:00.000Z',
    profile,
    lang: 'en',
    software: { aigaq: '0.1.0', ffmpeg: 'ffmpeg version 5.1', sharp: '0.35.5' },
    library: { title: profile === 'court' ? 'Station 101' : null },
    codebook: { id: 'kz-2019', version: '1' },
    signature: { namespace: 'file', identity: 'library', fingerprint: 'SHA256:x', publicKey: 'ssh-ed25519 A' },
    custodyHead: { count: 1, hash: sha('c'), root: null },
    contentsSha256: sha('b'),
    exhibits,
    originals: profile === 'court' ? [{ path: `data/originals/${sha('1')}.mp4`, sha256: sha('1'), bytes: 1000 }] : [],
  };
  const entry = { seq: 1, at: '2026-03-09T09:00:00.000Z', action: 'evidence.imported', subject: 'ev-1', details: {} };
  const custody: CustodyDocument = {
    entries: profile === 'court' ? [{ ...entry, operator: 'Importer Eta', prev: sha('0'), hash: sha('c') }] : [],
    head: bundle.custodyHead,
  };
  return { bundle, custody, operator: 'Exporter Theta' };
}

type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean;
type Node = { readonly [key: string]: Json };

const expand = (term: string): string => {
  const [prefix = '', name] = term.split(':', 2);
  const base = (CASE_CONTEXT as Record<string, string>)[prefix];
  if (base === undefined || name === undefined) throw new Error(`${term} has no prefix of the context`);
  return base + name;
};

/** Walks the document as a JSON-LD processor would, and gathers every node that says more than its name. */
function walk(value: Json, seen: { defined: Node[]; named: Set<string>; values: Node[] }): void {
  if (Array.isArray(value)) for (const each of value as readonly Json[]) walk(each, seen);
  if (typeof value !== 'object' || Array.isArray(value)) return;
  const node = value as Node;
  if ('@value' in node) {
    seen.values.push(node);
    return;
  }
  seen.named.add(node['@id'] as string);
  if (Object.keys(node).length > 1) seen.defined.push(node);
  for (const [key, each] of Object.entries(node)) if (!key.startsWith('@')) walk(each, seen);
}

function walked(profile: Profile) {
  const document = JSON.parse(JSON.stringify(caseDocument(anInput(profile)))) as { '@graph': readonly Json[] };
  const seen = { defined: [] as Node[], named: new Set<string>(), values: [] as Node[] };
  walk(document['@graph'], seen);
  return { ...seen, nodes: document['@graph'] as readonly Node[] };
}

const ofType = (nodes: readonly Node[], type: string): Node[] => nodes.filter((node) => node['@type'] === type);
const named = (nodes: readonly Node[], name: string): Node[] => nodes.filter((node) => node['uco-core:name'] === name);

describe.each(['court', 'public'] as const)('case.jsonld in the %s profile', (profile) => {
  test('names everything once with a UUID, and refers to nothing that is not there', () => {
    const { defined, named } = walked(profile);
    const ids = defined.map((node) => node['@id'] as string);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('says everything in terms of the two ontologies', () => {
    const { defined, values } = walked(profile);
    for (const node of defined) {
      expect(CLASSES).toContain(expand(node['@type'] as string));
      for (const key of Object.keys(node)) if (!key.startsWith('@')) expect(PROPERTIES).toContain(expand(key));
    }
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) {
      expect(Object.keys(value).sort()).toEqual(['@type', '@value']);
      expect(DATATYPES).toContain(expand(value['@type'] as string));
    }
  });

  test('is the same when it is made again', () => {
    const text = () => JSON.stringify(caseDocument(anInput(profile)));
    expect(text()).toBe(text());
  });
});

test('every exhibit is a provenance record with its number, its files and what they were made from', () => {
  const { nodes } = walked('court');
  const records = ofType(nodes, 'case-investigation:ProvenanceRecord').filter(
    (node) => node['case-investigation:exhibitNumber'] !== undefined,
  );
  expect(records.map((node) => node['case-investigation:exhibitNumber'])).toEqual(['1', '2', '3']);
  const [first] = records;
  const objects = ((first?.['uco-core:object'] ?? []) as readonly Node[]).map(({ '@id': id }) => id);
  expect(objects).toContain(caseId('original', sha('1')));
  const paths = nodes
    .filter((node) => objects.includes(node['@id'] ?? ''))
    .flatMap((node) => (node['uco-core:hasFacet'] as readonly Node[]).map((facet) => facet['uco-observable:filePath']));
  expect(paths).toContain('data/exhibits/1/clip.mp4');
  expect(paths).toContain(`data/originals/${sha('1')}.mp4`);
  expect(JSON.stringify(nodes)).toContain(sha('3'));
});

test('actions follow one another from import to export, each original being imported once', () => {
  const { nodes } = walked('court');
  const actions = ofType(nodes, 'case-investigation:InvestigativeAction');
  expect(
    [named(actions, 'import'), named(actions, 'mark'), named(actions, 'export')].map((each) => each.length),
  ).toEqual([2, 3, 3]);
  const byId = new Map(actions.map((node) => [node['@id'], node]));
  const before = (node: Node | undefined) => {
    const [earlier] = (node?.['case-investigation:wasInformedBy'] ?? []) as readonly Node[];
    return byId.get(earlier?.['@id'] ?? '');
  };
  for (const node of named(actions, 'export')) expect(before(before(node))?.['uco-core:name']).toBe('import');
});

test('an original whose exhibits are in other volumes is told of by itself', () => {
  const input = anInput('court');
  const document = caseDocument({ ...input, bundle: { ...input.bundle, exhibits: [] } });
  const [whole, original] = document['@graph'];
  expect(document['@graph']).toHaveLength(2);
  expect(whole?.['uco-core:object']).toEqual([{ '@id': caseId('original', sha('1')) }]);
  expect(JSON.stringify(original)).toContain(`data/originals/${sha('1')}.mp4`);
});

test('people are named in the court profile, and roles alone in the public one', () => {
  const court = walked('court').nodes;
  const people = ofType(court, 'uco-identity:Identity').map((node) => node['uco-core:name']);
  expect(people.sort()).toEqual(['Exporter Theta', 'Importer Eta', 'Reviewer Zeta']);
  const open = walked('public').nodes;
  expect(ofType(open, 'uco-role:Role').map((node) => node['uco-core:name'])).toEqual(['operator', 'reviewer']);
  for (const word of ['Theta', 'Eta', 'Zeta', 'camera.mp4', 'Station 101']) {
    expect(JSON.stringify(open)).not.toContain(word);
  }
});

test('a name is that of version 5 over the namespace of addresses', () => {
  // Python: uuid.uuid5(uuid.NAMESPACE_URL, 'urn%3Aaigaq/tool/ffmpeg')
  expect(caseId('tool', 'ffmpeg')).toBe('urn:uuid:ee7c2012-5697-5ccc-add8-64e034068d67');
  expect(caseId('a/b')).not.toBe(caseId('a', 'b'));
});
