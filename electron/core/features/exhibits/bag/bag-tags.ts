import { type Findings, isOld, linesOf } from './bag-text.ts';

/** What bagit.txt declares. */
export interface BagDeclaration {
  readonly version: number;
  readonly encoding: string;
}

const KNOWN_VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

/** Reads bagit.txt: exactly two lines, UTF-8, no byte order mark (RFC 8493, section 2.1.1). Null when it is not that. */
export function readDeclaration(bytes: Uint8Array, found: Findings): BagDeclaration | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const match = /^BagIt-Version: (\d+\.\d+)(?:\r\n|\n|\r)Tag-File-Character-Encoding: (\S+)(\r\n|\n|\r)?$/.exec(text);
  const [, version, encoding, end] = match ?? [];
  const path = 'bagit.txt';
  if (version === undefined || encoding === undefined) {
    const message = 'bagit.txt is not the two lines that declare a bag (RFC 8493, section 2.1.1).';
    found.problems.push({ code: 'declaration', path, message });
    return null;
  }
  if (!KNOWN_VERSIONS.includes(version)) {
    found.problems.push({ code: 'declaration', path, message: `BagIt version ${version} in bagit.txt is not known.` });
    return null;
  }
  if (end === undefined && !isOld(Number(version))) {
    found.problems.push({ code: 'declaration', path, message: 'bagit.txt does not end with a line end.' });
  }
  if (!isOld(Number(version)) && encoding !== 'UTF-8') {
    found.problems.push({ code: 'declaration', path, message: `bagit.txt names the encoding ${encoding}, not UTF-8.` });
  }
  return { version: Number(version), encoding };
}

/** Reads `Label: value` lines with continuation lines (RFC 8493, section 2.2.2). */
export function readBagInfo(text: string, version: number, found: Findings): [label: string, value: string][] {
  const fields: [string, string][] = [];
  for (const line of linesOf(text)) {
    const last = fields.at(-1);
    if (line === '') continue;
    if (/^[ \t]/.test(line) && last) {
      last[1] += ` ${line.trim()}`;
      continue;
    }
    const match = isOld(version)
      ? /^([^:]*[^\s:])\s*:\s*(.*)$/.exec(line)
      : /^([^\s:](?:[^:]*[^\s:])?):[ \t](.*)$/.exec(line);
    if (match === null) {
      const message = `bag-info.txt has a line that is no "Label: value": ${line.slice(0, 300)}`;
      found.problems.push({ code: 'bag_info', path: 'bag-info.txt', message });
    } else fields.push([match[1] ?? '', match[2] ?? '']);
  }
  return fields;
}

/** Compares Payload-Oxum (octets and number of payload files) with what is there. */
export function checkOxum(fields: readonly [string, string][], octets: number, files: number, found: Findings): void {
  const stated = fields.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value.trim());
  const path = 'bag-info.txt';
  if (stated.length > 1) {
    found.problems.push({ code: 'payload_oxum', path, message: 'bag-info.txt states Payload-Oxum more than once.' });
  }
  const [first] = stated;
  if (first !== undefined && first !== `${octets}.${files}`) {
    const message = `bag-info.txt states Payload-Oxum ${first}, but data/ holds ${files} files with ${octets} bytes.`;
    found.problems.push({ code: 'payload_oxum', path, message });
  }
}

/** Paths that fetch.txt wants downloaded: `url length path` lines (RFC 8493, section 2.2.3). */
export function readFetch(text: string, found: Findings): string[] {
  const paths: string[] = [];
  for (const line of linesOf(text)) {
    const path = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/.exec(line)?.[1];
    if (path === undefined) {
      const message = `fetch.txt has a line that is no address, length and path: ${line.slice(0, 300)}`;
      found.problems.push({ code: 'fetch', path: 'fetch.txt', message });
    } else paths.push(path);
  }
  return paths;
}
