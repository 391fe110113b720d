import { extname } from 'node:path/posix';
import type { BundleDocument, ExhibitDocument, ExhibitFile } from '../schema/bundle-schema.ts';
import type { CustodyDocument } from '../schema/custody-schema.ts';
import { lonelyOriginals } from './bundle-originals.ts';
import {
  CASE_CONTEXT,
  type CaseNode,
  type CaseRef,
  caseId,
  caseNode,
  dateTime,
  endTime,
  fileNode,
  locationNode,
  refTo,
} from './case-terms.ts';

export interface CaseInput {
  readonly bundle: BundleDocument;
  readonly custody: CustodyDocument;
  /** Who made the bundle; told in the court profile alone. */
  readonly operator: string;
}

/** The whole as JSON-LD in the terms of UCO 1.4 and CASE 1.4. */
export interface CaseDocument {
  readonly '@context': typeof CASE_CONTEXT;
  readonly '@graph': readonly CaseNode[];
}

const MIME: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
};

/** Nodes by their name, in the order in which they were first named; naming one again gives the one there is. */
class CaseGraph {
  readonly nodes = new Map<string, CaseNode>();
  put(node: CaseNode): CaseRef {
    if (!this.nodes.has(node['@id'])) this.nodes.set(node['@id'], node);
    return refTo(node);
  }
}

/**
 * What the bundle knows in terms that other tools read: originals, the files made from them, and the actions between
 * them with tool and performer. Only what the ledger or the bundle states is told; times are when an action ended.
 */
export function caseDocument(input: CaseInput): CaseDocument {
  const graph = new CaseGraph();
  for (const exhibit of input.bundle.exhibits) putExhibit(graph, exhibit, input);
  const { bundle } = input;
  for (const { sha256, bytes, path } of lonelyOriginals(bundle)) {
    graph.put(fileNode(caseId('original', sha256), { sha256, bytes, path, mime: null, name: null }));
  }
  const whole = caseNode(caseId('bundle', bundle.contentsSha256 ?? '', bundle.madeAt), 'uco-core:Bundle', {
    'uco-core:name': bundle.library.title,
    'uco-core:description': 'Exhibit bundle',
    'uco-core:objectCreatedTime': dateTime(bundle.madeAt),
    'uco-core:object': [...graph.nodes.values()].map(refTo),
  });
  return { '@context': CASE_CONTEXT, '@graph': [whole, ...graph.nodes.values()] };
}

function putExhibit(graph: CaseGraph, exhibit: ExhibitDocument, input: CaseInput): void {
  const { bundle, operator } = input;
  const scope = [bundle.contentsSha256 ?? '', bundle.madeAt, exhibit.number];
  const original = putOriginal(graph, exhibit, bundle);
  const imported = putImport(graph, exhibit, original, input);
  const marked = graph.put(
    caseNode(caseId('mark', ...scope), 'case-investigation:InvestigativeAction', {
      'uco-core:name': 'mark',
      'uco-core:description': spanText(exhibit),
      ...endTime(exhibit.mark.createdAt),
      'uco-action:instrument': [putTool(graph, 'aigaq', bundle)],
      'uco-action:performer': putPerformer(graph, 'reviewer', exhibit.mark.createdBy, bundle),
      'uco-action:object': [original],
      'case-investigation:wasInformedBy': [imported],
    }),
  );
  const files = exhibit.files.map((file) => putFile(graph, exhibit, file, scope));
  const place = putPlace(graph, exhibit, scope);
  const record = graph.put(
    caseNode(caseId('exhibit', ...scope), 'case-investigation:ProvenanceRecord', {
      'uco-core:name': exhibit.title,
      'uco-core:tag': exhibit.violations.map(({ code }) => code),
      'case-investigation:exhibitNumber': exhibit.number,
      'uco-core:object': [original, ...files, ...place],
    }),
  );
  const tools = new Set(['aigaq', ...exhibit.files.flatMap(({ recipe }) => Object.keys(recipe.tools))]);
  graph.put(
    caseNode(caseId('export', ...scope), 'case-investigation:InvestigativeAction', {
      'uco-core:name': 'export',
      'uco-action:endTime': dateTime(bundle.madeAt),
      'uco-action:instrument': [...tools].sort().map((name) => putTool(graph, name, bundle)),
      'uco-action:performer': putPerformer(graph, 'operator', operator, bundle),
      'uco-action:object': [original],
      'uco-action:result': [...files, record],
      'case-investigation:wasInformedBy': [marked],
    }),
  );
}

function putOriginal(graph: CaseGraph, { source, evidence }: ExhibitDocument, bundle: BundleDocument): CaseRef {
  const copy = bundle.originals.find(({ sha256 }) => sha256 === source.sha256);
  const { sha256, bytes, originalName } = source;
  const file = { sha256, bytes, mime: evidence.mime, name: originalName, path: copy?.path ?? null };
  return graph.put(fileNode(caseId('original', sha256), file));
}

/** The ledger says who imported what; where it may not be told, a role stands for the person. */
function putImport(graph: CaseGraph, exhibit: ExhibitDocument, original: CaseRef, { bundle, custody }: CaseInput) {
  const { source, evidence } = exhibit;
  const entry = custody.entries.find(({ action, subject }) => action === 'evidence.imported' && subject === source.id);
  const id = caseId('import', source.sha256, evidence.importedAt ?? '');
  const record = graph.put(
    caseNode(caseId(id, 'record'), 'case-investigation:ProvenanceRecord', { 'uco-core:object': [original] }),
  );
  return graph.put(
    caseNode(id, 'case-investigation:InvestigativeAction', {
      'uco-core:name': 'import',
      ...endTime(evidence.importedAt),
      'uco-action:instrument': [putTool(graph, 'aigaq', bundle)],
      'uco-action:performer': putPerformer(graph, 'operator', entry?.operator ?? null, bundle),
      'uco-action:object': [original],
      'uco-action:result': [record],
    }),
  );
}

function putFile(graph: CaseGraph, { number }: ExhibitDocument, file: ExhibitFile, scope: readonly string[]): CaseRef {
  const { path, sha256, bytes } = file;
  const mime = MIME[extname(path)] ?? 'application/octet-stream';
  const whole = { sha256, bytes, mime, name: path, path: `data/exhibits/${number}/${path}` };
  return graph.put(fileNode(caseId('file', ...scope, path), whole));
}

function putPlace(graph: CaseGraph, { place }: ExhibitDocument, scope: readonly string[]): CaseRef[] {
  if (place === null) return [];
  return [
    graph.put(
      locationNode(caseId('place', ...scope.slice(0, 2), place.code), { ...place, name: place.name ?? place.code }),
    ),
  ];
}

function putTool(graph: CaseGraph, name: string, { software }: BundleDocument): CaseRef {
  const version = software[name] ?? '';
  return graph.put(
    caseNode(caseId('tool', name, version), 'uco-tool:Tool', {
      'uco-core:name': name,
      'uco-tool:version': version === '' ? null : version,
    }),
  );
}

/** A person in the court profile, else the part that a person had; the name of a role tells nothing of who had it. */
function putPerformer(graph: CaseGraph, role: string, name: string | null, { profile, signature }: BundleDocument) {
  if (profile !== 'court' || name === null) {
    return graph.put(caseNode(caseId('role', role), 'uco-role:Role', { 'uco-core:name': role }));
  }
  const id = caseId('person', signature.fingerprint, name);
  return graph.put(caseNode(id, 'uco-identity:Identity', { 'uco-core:name': name }));
}

function spanText({ in: first, out: last, mark }: ExhibitDocument): string | null {
  if (first !== null && last !== null) return `frames ${first.n} to ${last.n}, PTS ${first.pts} to ${last.pts}`;
  return mark.page === null ? null : `page ${mark.page}`;
}
