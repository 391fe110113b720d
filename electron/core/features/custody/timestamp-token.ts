/**
 * Time stamps by the Time-Stamp Protocol (RFC 3161) over one text: the request that a person carries to an authority,
 * and the answer that they bring back. Nothing here opens a connection.
 */
import { createHash } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ExtKeyUsage,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const SHA256_OID = '2.16.840.1.101.3.4.2.1';
const TST_INFO_OID = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** What a stamp says, once it was checked. */
export interface CheckedToken {
  /** ISO 8601 in UTC: when the authority says that it saw the text. */
  readonly time: string;
  /** Name in the certificate that signed. */
  readonly authority: string;
  readonly serial: string;
  /** True when the signing certificate leads to one that a person trusts; false when none was given. */
  readonly trusted: boolean;
}

/** Why an answer is no stamp of the text, in words that end a sentence. */
export class TokenFault extends Error {}

/** A request for a stamp of `text`: SHA-256, the nonce (hex), and the wish for the certificate. */
export function timestampRequest(text: string, nonce: string): Buffer {
  const hash = createHash('sha256').update(text, 'utf8').digest();
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256_OID, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(hash) }),
    }),
    nonce: Integer.fromBigInt(BigInt(`0x${nonce}`)),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/** The nonce of an answer in hex, by which its request is found. @throws TokenFault */
export function nonceOf(response: Uint8Array): string {
  const { nonce } = openToken(response).info;
  if (nonce === undefined) throw new TokenFault('it holds no nonce, so nobody can tell which request it answers');
  return nonce.toBigInt().toString(16);
}

/**
 * Checks an answer against the text and nonce of its request: status, imprint, signature, the certificate's purpose,
 * and, where trusted certificates are given as PEM, that it leads to one of them.
 * @throws TokenFault
 */
export async function checkToken(
  response: Uint8Array,
  text: string,
  nonce: string | null,
  trusted: string | null,
): Promise<CheckedToken> {
  const { signed, info } = openToken(response);
  const hash = createHash('sha256').update(text, 'utf8').digest();
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256_OID || !hash.equals(bytesOf(hashedMessage))) {
    throw new TokenFault('it stamps something else than the head of this ledger');
  }
  if (nonce !== null && info.nonce?.toBigInt() !== BigInt(`0x${nonce}`)) {
    throw new TokenFault('its nonce is not that of the request');
  }
  const authorities = trusted === null ? [] : readCertificates(trusted);
  const outcome = await signatureOf(signed, text, authorities, info.genTime);
  if (outcome.signatureVerified !== true) throw new TokenFault('its signature does not hold');
  if (authorities.length > 0 && outcome.signerCertificateVerified !== true) {
    throw new TokenFault('the certificate that signed it does not lead to one of those that were given as trusted');
  }
  const signer = outcome.signerCertificate;
  if (!(signer instanceof Certificate) || !mayStamp(signer)) {
    throw new TokenFault('the certificate that signed it is not one for time stamps alone');
  }
  return {
    time: info.genTime.toISOString(),
    authority: nameOf(signer),
    serial: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
    trusted: authorities.length > 0,
  };
}

type Outcome = Awaited<ReturnType<SignedData['verify']>> & {
  readonly signatureVerified?: boolean | null;
  readonly signerCertificateVerified?: boolean | null;
  readonly signerCertificate?: unknown;
};

async function signatureOf(
  signed: SignedData,
  text: string,
  trustedCerts: Certificate[],
  checkDate: Date,
): Promise<Outcome> {
  const data = new Uint8Array(Buffer.from(text, 'utf8')).buffer;
  const checkChain = trustedCerts.length > 0;
  try {
    return (await signed.verify({
      signer: 0,
      data,
      checkChain,
      trustedCerts,
      checkDate,
      extendedMode: true,
    })) as Outcome;
  } catch {
    // The library throws what it found wrong; that it did not verify is all that is told.
    return { signatureVerified: false } as Outcome;
  }
}

function openToken(response: Uint8Array): { signed: SignedData; info: TSTInfo } {
  try {
    const answer = TimeStampResp.fromBER(new Uint8Array(response).buffer);
    const { status } = answer.status;
    if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
      throw new TokenFault(`the authority refused the request (status ${status})`);
    }
    const signed = new SignedData({ schema: answer.timeStampToken?.content });
    const content = signed.encapContentInfo.eContent;
    if (signed.encapContentInfo.eContentType !== TST_INFO_OID || content === undefined) throw new Error('no TSTInfo');
    return { signed, info: TSTInfo.fromBER(bytesOf(content)) };
  } catch (error) {
    if (error instanceof TokenFault) throw error;
    throw new TokenFault('it is no answer of a time-stamping authority (RFC 3161)');
  }
}

const bytesOf = (octets: OctetString): Uint8Array<ArrayBuffer> => new Uint8Array(octets.getValue());

/** All certificates of a PEM text. @throws TokenFault when there is none, or one that cannot be read */
export function readCertificates(pem: string): Certificate[] {
  const found = [...pem.matchAll(PEM)].map(([, base64 = '']) => base64);
  if (found.length === 0) throw new TokenFault('the file of trusted certificates holds none in PEM form');
  try {
    return found.map((base64) => Certificate.fromBER(new Uint8Array(Buffer.from(base64, 'base64')).buffer));
  } catch {
    throw new TokenFault('a certificate in the file of trusted ones cannot be read');
  }
}

/** RFC 3161, section 2.3: one extended key usage, time stamping, and critical. */
function mayStamp(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const { parsedValue } = usage ?? {};
  if (usage?.critical !== true || !(parsedValue instanceof ExtKeyUsage)) return false;
  return parsedValue.keyPurposes.length === 1 && parsedValue.keyPurposes[0] === TIME_STAMPING;
}

function nameOf({ subject }: Certificate): string {
  const values = subject.typesAndValues.map(({ value }) => String(value.valueBlock.value));
  return values.reverse().join(', ').toWellFormed().slice(0, 300);
}
