import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `
[ tsa ]
default_tsa = this
[ this ]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
[ stamping ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
basicConstraints = critical,CA:false
[ other ]
extendedKeyUsage = critical,codeSigning
keyUsage = critical,digitalSignature
basicConstraints = critical,CA:false
[ root ]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[ req ]
distinguished_name = name
[ name ]
`;

export interface StampAuthority {
  /** PEM file of the root certificate. */
  readonly root: string;
  /** Answers the request in `query` with the file `answer`. */
  stamp(query: string, answer: string): void;
}

/** True where the openssl program is there. */
export const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;

/** A time-stamping authority of its own, made with the openssl program in `dir`. */
export function makeAuthority(dir: string, keyType: readonly string[] = ['rsa:2048']): StampAuthority {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'tsa.cnf'), CONFIG);
  writeFileSync(join(dir, 'serial'), '01\n');
  const openssl = (line: string) => {
    const { status, stderr } = spawnSync('openssl', line.split(' '), { cwd: dir, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${line}: ${stderr}`);
  };
  const key = `-newkey ${keyType.join(' ')} -nodes -config tsa.cnf`;
  openssl(`req -x509 ${key} -keyout root.key -out root.pem -subj /CN=Example-Root -days 30 -extensions root`);
  openssl(`req ${key} -keyout tsa.key -out tsa.csr -subj /CN=Example-Authority`);
  openssl(
    'x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 20 -extfile tsa.cnf -extensions stamping',
  );
  return {
    root: join(dir, 'root.pem'),
    stamp(query, answer) {
      openssl(`ts -reply -queryfile ${query} -out ${answer} -config tsa.cnf`);
      if (!existsSync(answer)) throw new Error('openssl wrote no answer');
    },
  };
}

/** Whether the openssl program itself accepts an answer, as a stranger would ask it. */
export function opensslAccepts(cwd: string, command: string): boolean {
  const { status, stdout } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  return status === 0 && stdout.includes('Verification: OK');
}
