import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../electron/core/features/custody/canonical-json.ts';
import { entryHashes } from '../../electron/core/features/custody/ledger-entry.ts';
import { merkleTree } from '../../electron/core/features/custody/merkle-tree.ts';
import {
  allowedSigners,
  fingerprint,
  publicKeyLine,
  sshSign,
} from '../../electron/core/features/custody/ssh-signature.ts';
import { manifestText } from '../../electron/core/features/exhibits/bag/bag-writer.ts';
import { verifyPage, verifyScript } from '../../electron/core/features/exhibits/pages/verify-page.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { GENESIS } from '../../shared/custody.ts';
import { headStatement } from '../../shared/ledger-head.ts';
import { LANGUAGES } from '../../shared/violation.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const part = (name: string) => import(pathToFileURL(join(resourcesDir, `viewer/verify-${name}.js`)).href);
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const { privateKey } = generateKeyPairSync('ed25519');
const key = publicKeyLine(privateKey);

describe('the page that checks a bundle', () => {
  test('is one file that loads nothing, with its script and style named by their hashes', () => {
    const page = verifyPage(resourcesDir, loadSheetText(resourcesDir, 'en'));
    expect(page).not.toMatch(/<(link|img|iframe|object|embed)\b|\bsrc=|https?:|\bfetch\(|XMLHttpRequest|\bimport\b/);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toContain(hashOf(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''));
    expect(policy).toContain(hashOf(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''));
    expect(policy).toContain("default-src 'none'");
  });

  test.each(LANGUAGES)('says everything in %s, the same each time', (lang) => {
    const text = loadSheetText(resourcesDir, lang);
    const page = verifyPage(resourcesDir, text);
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(text.t('checker.trust').slice(0, 20));
    expect(verifyPage(resourcesDir, text)).toBe(page);
  });

  test('has one scope for all its parts, in which no name is declared twice', () => {
    const script = verifyScript(resourcesDir);
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/^(import|export)\b/m);
    const names = [...script.matchAll(/^(?:async )?(?:function|const|let) (\w+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what the page computes', () => {
  test.each([0, 1, 55, 56, 63, 64, 65, 127, 1000, 100_003])(
    'SHA-256 of %i bytes, in pieces and whole',
    async (size) => {
      const { sha256OfFile } = await part('hash');
      const bytes = randomBytes(size);
      let told = 0;
      const count = (step: number) => {
        told += step;
      };
      for (const whole of [-1, 1 << 20])
        expect(await sha256OfFile(new Blob([bytes]), count, whole)).toBe(sha256(bytes));
      expect(told).toBe(2 * size);
    },
  );

  test('SHA-256 of what does not fit into one piece', async () => {
    const { sha256OfFile } = await part('hash');
    const bytes = randomBytes((9 << 20) + 5);
    expect(await sha256OfFile(new Blob([bytes]), () => {}, 0)).toBe(sha256(bytes));
  });

  test('canonical JSON as the ledger has it', async () => {
    const { canonical } = await part('ledger');
    const value = {
      b: [1, 1e21, 0.1, -0, 1e-7],
      a: { '\u20ac': 'ә"\\\n\u2028', A: null, '': true },
      ä: 'x',
      '\u{1F600}': 1,
    };
    expect(canonical(value)).toBe(canonicalJson(value));
  });

  test('signatures of OpenSSH, and nothing else for one', async () => {
    const { isSigned, fingerprint: printOf, knowsEd25519 } = await part('signature');
    const data = Buffer.from('a manifest\n');
    const signature = sshSign(data, privateKey);
    expect(await knowsEd25519()).toBe(true);
    expect(await printOf(key)).toBe(fingerprint(key));
    expect(await isSigned(signature, data, key)).toBe(true);
    expect(await isSigned(signature, Buffer.from('another\n'), key)).toBe(false);
    const other = publicKeyLine(generateKeyPairSync('ed25519').privateKey);
    expect(await isSigned(signature, data, other)).toBe(false);
    for (const bad of ['', 'x', signature.slice(0, 90), signature.replace('U1NIU0lH', 'AAAAAAAA')]) {
      await expect(isSigned(bad, data, key)).rejects.toThrow();
    }
  });
});

/** A small bundle as a browser hands it over. */
function aBundle(): Map<string, string> {
  let prev = GENESIS;
  const entries = Array.from({ length: 7 }, (_, n) => {
    const entry = {
      seq: n + 1,
      at: '2026-03-09T09:00:00.000Z',
      operator: 'a',
      action: 'b',
      subject: null,
      details: { n },
      prev,
    };
    const { hash, leaf } = entryHashes(entry);
    prev = hash;
    return { ...entry, hash, leaf };
  });
  const tree = merkleTree(entries.map(({ leaf }) => leaf));
  const head = { count: entries.length, hash: prev, root: tree.root().toString('hex') };
  const told = entries.map(({ leaf: _, ...entry }, n) =>
    n % 3 === 0
      ? { ...entry, at: null, operator: null, action: 'withheld', details: {}, withheld: true }
      : { ...entry, proof: tree.inclusion(n).map((hash) => hash.toString('hex')) },
  );
  const statement = headStatement('lib-1', head);
  const payload = new Map([
    ['data/custody.json', JSON.stringify({ entries: told, head })],
    ['data/bundle.json', JSON.stringify({ custodyHead: head })],
    ['data/ledger-head.txt', statement],
    ['data/ledger-head.txt.sig', sshSign(Buffer.from(statement), privateKey)],
    ['data/a.txt', 'first'],
  ]);
  return sealed(payload);
}

function sealed(payload: ReadonlyMap<string, string>): Map<string, string> {
  const sums = (files: ReadonlyMap<string, string>) =>
    manifestText(new Map([...files].map(([path, text]) => [path, sha256(text)])));
  const manifest = sums(payload);
  const tags = new Map([
    ['bagit.txt', 'x\n'],
    ['manifest-sha256.txt', manifest],
    ['manifest-sha256.txt.sig', sshSign(Buffer.from(manifest), privateKey)],
    ['signer.pub', `${key}\n`],
    ['allowed_signers', allowedSigners(key)],
  ]);
  return new Map([...payload, ...tags, ['tagmanifest-sha256.txt', sums(tags)]]);
}

interface Answer {
  readonly verdict: string;
  readonly checks: readonly {
    id: string;
    state: string;
    faults: readonly { key: string; path?: string; seq?: number }[];
  }[];
}

async function judged(bundle: ReadonlyMap<string, string>): Promise<Answer> {
  const [{ bagOf }, { judge }] = [await part('bag'), await part('run')];
  const picked = [...bundle].map(([path, text]) => ({ path: `stick/bundle/${path}`, file: new Blob([text]) }));
  return judge(bagOf([{ path: 'stick/other.txt', file: new Blob(['x']) }, ...picked]).files, () => {});
}

describe('what the page finds', () => {
  test('that a bundle holds', async () => {
    const answer = await judged(aBundle());
    expect(answer.checks.map(({ id, state, faults }) => [id, state, faults])).toEqual(
      ['files', 'signature', 'head', 'ledger'].map((id) => [id, 'ok', []]),
    );
    expect(answer.verdict).toBe('ok');
  });

  const withText = (path: string, change: (text: string) => string) => (bundle: Map<string, string>) => {
    const text = bundle.get(path) ?? '';
    expect(change(text)).not.toBe(text);
    return bundle.set(path, change(text));
  };
  const without = (path: string) => (bundle: Map<string, string>) => {
    bundle.delete(path);
    return bundle;
  };
  /** A forger who mends manifests and signatures with a key of their own cannot mend the ledger. */
  const forged = (change: (text: string) => string) => (bundle: Map<string, string>) =>
    sealed(new Map([...withText('data/custody.json', change)(bundle)].filter(([path]) => path.startsWith('data/'))));

  const cases: [what: string, change: (bundle: Map<string, string>) => Map<string, string>, finds: string[]][] = [
    ['a changed file', withText('data/a.txt', () => 'First'), ['files changed data/a.txt']],
    ['a missing file', without('data/a.txt'), ['files missing data/a.txt']],
    ['an added file', (bundle) => bundle.set('data/b.txt', ''), ['files added data/b.txt']],
    ['an added tag file', (bundle) => bundle.set('fetch.txt', ''), ['files added fetch.txt']],
    ['a missing manifest', without('tagmanifest-sha256.txt'), ['files missing tagmanifest-sha256.txt']],
    [
      'a checksum',
      withText('manifest-sha256.txt', (text) => text.replace(/^./, (each) => (each === '1' ? '2' : '1'))),
      ['signature'],
    ],
    [
      'a line twice',
      withText('manifest-sha256.txt', (text) => text + text),
      ['files manifestLine manifest-sha256.txt', 'signature'],
    ],
    [
      'a signature',
      withText('manifest-sha256.txt.sig', (text) => text.replace(/.(?=.{5}\n-)/, (each) => (each === 'A' ? 'B' : 'A'))),
      ['files changed manifest-sha256.txt.sig', 'signature'],
    ],
    ['a missing signature', without('manifest-sha256.txt.sig'), ['signature']],
    [
      'another key in allowed_signers',
      withText('allowed_signers', (text) => text.replace('library', '*')),
      ['signature', 'head'],
    ],
    [
      'the signed head',
      withText('data/ledger-head.txt', (text) => text.replace('entries 7', 'entries 8')),
      ['head', 'ledger otherHead 7'],
    ],
    ['rubbish for a ledger', withText('data/custody.json', () => '[[['), ['ledger unreadable data/custody.json']],
    ['a changed entry', forged((text) => text.replace('"n":1', '"n":9')), ['ledger entryChanged 2']],
    ['a changed proof', forged((text) => text.replace(/"proof":\["./, '"proof":["z')), ['ledger entryUnproven 2']],
    ['a cut end', forged((text) => text.replace('"count":7', '"count":6')), ['ledger endCut 7']],
    ['a broken chain', forged((text) => text.replace('"seq":3', '"seq":4')), ['ledger chainBroken 3']],
  ];
  test.each(cases)('%s', async (_what, change, finds) => {
    const { verdict, checks } = await judged(change(aBundle()));
    expect(verdict).toBe('bad');
    const found = checks
      .filter(({ state }) => state === 'bad')
      .flatMap(({ id, faults }) => [id, ...faults.map(({ key: fault, path, seq }) => `${id} ${fault} ${path ?? seq}`)]);
    expect(found).toEqual(expect.arrayContaining(finds));
  });

  test('every fault and answer has its words', () => {
    const texts = JSON.parse(readFileSync(join(resourcesDir, 'locales/en/sheet.json'), 'utf8')).checker;
    const script = verifyScript(resourcesDir);
    const keys = [...script.matchAll(/key: '(\w+)'/g)].map(([, name]) => name ?? '');
    expect(keys.length).toBeGreaterThan(5);
    for (const name of keys) expect(texts.fault).toHaveProperty(name);
  });
});
