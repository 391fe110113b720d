import { createHash, randomBytes } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { Timestamp } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import { readHead } from '../../../../shared/ledger-head.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import { writeNewFile } from '../../store/outgoing-file.ts';
import type { CustodyService } from './custody-service.ts';
import { TIMESTAMP_IMPORTED } from './ledger-entry.ts';
import type { StoredTimestamp, TimestampRepo } from './timestamp-repo.ts';
import { type CheckedToken, checkToken, nonceOf, TokenFault, timestampRequest } from './timestamp-token.ts';

/** Stamps of heads by an authority outside, which a person carries there and back. */
export interface TimestampService {
  /** Writes a request (RFC 3161) for the head of now into a new file. @throws AppError */
  request(file: string): Promise<Timestamp>;
  /** Checks an answer and keeps it; `authority` is PEM of trusted certificates. @throws AppError verification_failed */
  import(response: Uint8Array, authority: string | null, operator: string): Promise<Timestamp>;
  list(): Timestamp[];
  /** Stamps that came back, with all that a stranger needs to check them. */
  stamped(): BundledStamp[];
}

export interface BundledStamp {
  readonly timestamp: Timestamp;
  readonly statement: string;
  readonly response: Uint8Array;
  readonly authority: string | null;
}

export interface TimestampDeps {
  readonly db: Db;
  readonly repo: TimestampRepo;
  readonly custody: CustodyService;
  readonly clock: () => Date;
}

export function createTimestamps({ db, repo, custody, clock }: TimestampDeps): TimestampService {
  return {
    async request(file) {
      if (!isAbsolute(file)) {
        throw new AppError('invalid_input', `${file} is no full path. Name the file from the top.`, { file });
      }
      const { statement } = custody.signedHead();
      // Positive and of full length, so that it is the same number in every encoding.
      const nonce = (BigInt(`0x${randomBytes(8).toString('hex')}`) | (1n << 62n)) & ((1n << 63n) - 1n);
      await writeNewFile(file, timestampRequest(statement, nonce.toString(16)));
      repo.add(statement, nonce.toString(16), clock().toISOString());
      return shown(found(repo, nonce.toString(16)));
    },
    async import(response, authority, operator) {
      const stored = requestOf(repo, response);
      const token = await inWords(() => checkToken(response, stored.statement, stored.nonce, authority));
      inTransaction(db, () => {
        const importedAt = clock().toISOString();
        repo.keep({ seq: stored.seq, response, authority, stampedAt: token.time, importedAt });
        custody.record({
          operator,
          action: TIMESTAMP_IMPORTED,
          subject: null,
          details: stampDetails(stored.statement, response, authority, token),
        });
      });
      return shown(found(repo, stored.nonce));
    },
    list: () => repo.all().map(shown),
    stamped: () =>
      repo.all().flatMap((stored) => {
        const { statement, response, authority } = stored;
        return response === null ? [] : [{ timestamp: shown(stored), statement, response, authority }];
      }),
  };
}

/** What the ledger keeps of a stamp; `verify` compares it with the table. */
function stampDetails(statement: string, response: Uint8Array, authority: string | null, token: CheckedToken) {
  const head = readHead(statement);
  return {
    ...{ count: head?.count, hash: head?.hash, root: head?.root, time: token.time, serial: token.serial },
    ...{ authority: token.authority, trusted: token.trusted },
    response: sha256(response),
    certificates: authority === null ? null : sha256(Buffer.from(authority)),
  };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Why an answer does not stamp `text`, or null when it does. */
export async function stampFault(
  response: Uint8Array,
  text: string,
  authority: string | null,
  nonce: string | null = null,
): Promise<string | null> {
  try {
    await checkToken(response, text, nonce, authority);
    return null;
  } catch (error) {
    if (error instanceof TokenFault) return error.message;
    throw error;
  }
}

async function inWords<T>(check: () => Promise<T> | T): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof TokenFault)) throw error;
    const message = `This time stamp was not taken: ${error.message}. Ask the authority for the answer to the request that this library wrote.`;
    throw new AppError('verification_failed', message);
  }
}

function requestOf(repo: TimestampRepo, response: Uint8Array): StoredTimestamp {
  let nonce: string;
  try {
    nonce = nonceOf(response);
  } catch (error) {
    if (!(error instanceof TokenFault)) throw error;
    throw new AppError('verification_failed', `This time stamp was not taken: ${error.message}.`);
  }
  return found(repo, nonce);
}

function found(repo: TimestampRepo, nonce: string): StoredTimestamp {
  const stored = repo.byNonce(nonce);
  if (stored !== undefined) return stored;
  throw new AppError(
    'verification_failed',
    'This time stamp answers no request that this library wrote. Import it into the library that made the request.',
  );
}

function shown({
  seq,
  statement,
  requestedAt,
  response,
  authority,
  stampedAt,
  importedAt,
}: StoredTimestamp): Timestamp {
  const head = readHead(statement);
  return {
    id: seq,
    head: { count: head?.count ?? 0, hash: head?.hash ?? '', root: head?.root ?? null },
    requestedAt,
    stampedAt: response === null ? null : stampedAt,
    importedAt,
    trusted: authority !== null,
  };
}
