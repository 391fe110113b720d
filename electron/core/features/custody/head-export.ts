import { isAbsolute } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { headLine, headShort, type KeptHead } from '../../../../shared/ledger-head.ts';
import { openOutgoingFolder } from '../../store/outgoing-folder.ts';
import type { CustodyService, SignedHead } from './custody-service.ts';
import { HEAD_FILE } from './ledger-entry.ts';
import { allowedSigners, NAMESPACE, SIGNER_IDENTITY } from './ssh-signature.ts';

const CHECK = `ssh-keygen -Y verify -f allowed_signers -I ${SIGNER_IDENTITY} -n ${NAMESPACE} -s ${HEAD_FILE}.sig < ${HEAD_FILE}`;

/**
 * Writes the head with all that `ssh-keygen -Y verify` needs into a new folder, and, where an earlier head is given, the
 * proof that the ledger only grew since.
 * @returns names of the files
 * @throws AppError library_damaged, verification_failed, folder_not_empty, folder_not_writable, disk_full
 */
export async function exportHead(
  custody: CustodyService,
  out: string,
  since: KeptHead | null,
): Promise<{ signed: SignedHead; files: string[] }> {
  if (!isAbsolute(out)) {
    throw new AppError('invalid_input', `${out} is no full path. Name the folder from the top.`, { out });
  }
  const signed = custody.signedHead();
  const files = new Map([
    [HEAD_FILE, signed.statement],
    [`${HEAD_FILE}.sig`, signed.signature],
    ['allowed_signers', allowedSigners(custody.key().publicKey)],
    ...(since === null ? [] : [['consistency.json', consistencyText(custody, since, signed)] as const]),
    ['read-me.txt', instructions(signed, custody.key().fingerprint)],
  ]);
  const folder = await openOutgoingFolder(out, 'head');
  try {
    for (const [name, text] of files) await folder.write(name, text);
    await folder.commit();
  } finally {
    await folder.discard();
  }
  return { signed, files: [...files.keys()] };
}

/** The proof of RFC 9162, section 2.1.4, between two roots. */
function consistencyText(custody: CustodyService, since: KeptHead, { head }: SignedHead): string {
  const tree = custody.tree();
  const from = since.root ?? since.either;
  if (since.count > head.count || from !== tree.root(since.count).toString('hex')) {
    const message = `The tree after ${since.count} entries does not have the root that was kept, so there is no proof that the ledger only grew. Compare with the earlier head; that says what is known.`;
    throw new AppError('verification_failed', message, { count: since.count });
  }
  const proof = tree.consistency(since.count).map((hash) => hash.toString('hex'));
  const rule = 'RFC 9162, section 2.1.4.2';
  return `${JSON.stringify({ from: { count: since.count, root: from }, to: head, proof, rule }, null, 2)}\n`;
}

function instructions({ head }: SignedHead, fingerprint: string): string {
  return [
    'The head of a custody ledger: how many entries it has, the hash of the last one, and the root of the tree over all',
    'of them. Keep this folder away from the library. While a later ledger is proven to have grown from this head,',
    'nothing that it had recorded by then was changed, removed or put in another order.',
    '',
    `To read aloud:  ${headShort(head)}`,
    `To copy:        ${headLine(head)}`,
    `Signing key:    ${fingerprint}`,
    '',
    'The signature is checked with OpenSSH alone; this prints Good "file" signature:',
    '',
    `    ${CHECK}`,
    '',
    'To compare with the library later, choose "Compare with an earlier head" on its Custody screen, or:',
    '',
    `    aigaq verify LIBRARY --head ${HEAD_FILE}`,
    '',
  ].join('\n');
}
