import { checkFiles, MANIFEST } from './verify-bag.js';
import { checkExtract, statesHead } from './verify-ledger.js';
import { fingerprint, isSigned, knowsEd25519, publicKey } from './verify-signature.js';

// Every check answers with a state ('ok', 'bad' or 'open'), a key of the page's texts, values for it, and faults.
const HEAD = 'data/ledger-head.txt';

const check = (id, state, values = {}, faults = []) => ({ id, state, values, faults });

async function filesCheck(files, onProgress) {
  const { faults, files: count, bytes } = await checkFiles(files, onProgress);
  return check('files', faults.length === 0 ? 'ok' : 'bad', { count, bytes }, faults);
}

/** The key beside the manifest, when allowed_signers names that key and it alone. */
async function keyOf(files) {
  const line = (await files.get('signer.pub')?.text())?.trim() ?? '';
  const allowed = (await files.get('allowed_signers')?.text())?.trim();
  publicKey(line);
  return allowed === `library namespaces="file" ${line}` ? line : null;
}

async function signatureCheck(id, files, path, able) {
  if (!able) return check(id, 'open', { path });
  try {
    const [data, signature, line] = [files.get(path), files.get(`${path}.sig`), await keyOf(files)];
    const good =
      line !== null &&
      (await isSigned((await signature?.text()) ?? '', (await data?.arrayBuffer()) ?? new ArrayBuffer(0), line));
    return check(id, good ? 'ok' : 'bad', { path });
  } catch {
    // Whatever cannot be read as a signature, or as a key, is none.
    return check(id, 'bad', { path });
  }
}

async function ledgerCheck(files) {
  try {
    const extract = await checkExtract((await files.get('data/custody.json')?.text()) ?? '');
    const { faults, told, withheld, head } = extract;
    if (!statesHead((await files.get(HEAD)?.text()) ?? '', head)) faults.push({ key: 'otherHead', seq: head.count });
    const { custodyHead } = JSON.parse((await files.get('data/bundle.json')?.text()) ?? '');
    if (custodyHead.hash !== head.hash || custodyHead.count !== head.count)
      faults.push({ key: 'otherHead', seq: head.count });
    return check('ledger', faults.length === 0 ? 'ok' : 'bad', { told, withheld, count: head.count }, faults);
  } catch {
    return check('ledger', 'bad', { told: 0, withheld: 0, count: 0 }, [
      { key: 'unreadable', path: 'data/custody.json' },
    ]);
  }
}

/** What a browser cannot check, as keys of the page's texts. */
function leftOpen(files) {
  const paths = [...files.keys()];
  return [
    ...(paths.some((path) => path.endsWith('/clip.mp4')) ? ['pictures'] : []),
    ...(paths.some((path) => path.startsWith('data/timestamps/')) ? ['timestamps'] : []),
    ...['who', 'page', 'meaning'],
  ];
}

/** Judges a bundle. @param {ReadonlyMap<string, File>} files @param {(done: number, total: number) => void} onProgress */
export async function judge(files, onProgress) {
  const able = await knowsEd25519();
  const checks = [
    await filesCheck(files, onProgress),
    await signatureCheck('signature', files, MANIFEST, able),
    await signatureCheck('head', files, HEAD, able),
    await ledgerCheck(files),
  ];
  const print = await fingerprint((await files.get('signer.pub')?.text()) ?? '').catch(() => null);
  const bad = checks.some(({ state }) => state === 'bad');
  const verdict = bad ? 'bad' : checks.some(({ state }) => state === 'open') ? 'open' : 'ok';
  return { verdict, checks, open: leftOpen(files), fingerprint: print };
}
