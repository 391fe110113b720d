import { createHash } from 'node:crypto';

/** Namespaces of UCO 1.4 and CASE 1.4, in the document itself: reading it needs no network. */
export const CASE_CONTEXT = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-location': 'https://ontology.unifiedcyberontology.org/uco/location/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-role': 'https://ontology.unifiedcyberontology.org/uco/role/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

export interface CaseRef {
  readonly '@id': string;
}

/** A node of the graph. A property that has no value is left out when it is made. */
export interface CaseNode extends CaseRef {
  readonly '@type': string;
  readonly [property: string]: unknown;
}

/** RFC 9562, appendix: the namespace of names that are addresses. */
const NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** A UUID of version 5 (RFC 9562, section 5.5) over these words, as UCO advises: the same thing has the same name everywhere. */
export function caseId(...words: readonly string[]): string {
  const name = ['urn:aigaq', ...words].map(encodeURIComponent).join('/');
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

type Properties = Readonly<Record<string, unknown>>;

/** UCO wants every thing to have a name of its own, facets and hashes as well; null and empty lists are left out. */
export function caseNode(id: string, type: string, properties: Properties): CaseNode {
  const isStated = ([, value]: [string, unknown]) => value !== null && !(Array.isArray(value) && value.length === 0);
  return { '@id': id, '@type': type, ...Object.fromEntries(Object.entries(properties).filter(isStated)) };
}

export const refTo = ({ '@id': id }: CaseRef): CaseRef => ({ '@id': id });

export const dateTime = (iso: string) => ({ '@type': 'xsd:dateTime', '@value': iso });

/** When an action ended, where it may be told. */
export const endTime = (iso: string | null) => (iso === null ? {} : { 'uco-action:endTime': dateTime(iso) });

const facet = (of: string, type: string, properties: Properties): CaseNode =>
  caseNode(caseId(of, type), type, properties);

export interface CaseFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Kind, name and path are null where there is none, or it is not known or may not be told. Paths are those below the bag. */
  readonly mime: string | null;
  readonly name: string | null;
  readonly path: string | null;
}

/** A file as an observable object, with its place and its content. */
export function fileNode(id: string, file: CaseFile): CaseNode {
  const hash = caseNode(caseId(id, 'hash'), 'uco-types:Hash', {
    'uco-types:hashMethod': 'SHA256',
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': file.sha256 },
  });
  return caseNode(id, 'uco-observable:File', {
    'uco-core:hasFacet': [
      facet(id, 'uco-observable:FileFacet', {
        'uco-observable:fileName': file.name,
        'uco-observable:filePath': file.path,
        'uco-observable:isDirectory': false,
        'uco-observable:sizeInBytes': file.bytes,
      }),
      facet(id, 'uco-observable:ContentDataFacet', {
        'uco-observable:hash': [hash],
        'uco-observable:mimeType': file.mime,
        'uco-observable:sizeInBytes': file.bytes,
      }),
    ],
  });
}

/** A place as it was stated. */
export function locationNode(
  id: string,
  place: { readonly name: string | null; readonly address: string | null; readonly region: string | null },
): CaseNode {
  const address = { 'uco-location:street': place.address, 'uco-location:region': place.region };
  const stated = Object.values(address).some((value) => value !== null);
  return caseNode(id, 'uco-location:Location', {
    'uco-core:name': place.name,
    'uco-core:hasFacet': stated ? [facet(id, 'uco-location:SimpleAddressFacet', address)] : [],
  });
}
