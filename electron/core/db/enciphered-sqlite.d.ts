/** The package's own types are out of reach of its `exports`. It is better-sqlite3 with ciphers added. */
declare module 'better-sqlite3-multiple-ciphers' {
  import Plain from 'better-sqlite3';

  interface Enciphered extends Plain.Database {
    /** Sets the key of a file that was just opened. */
    key(key: Buffer): number;
  }
  const Database: {
    new (path: string, options?: Plain.Options): Enciphered;
    SqliteError: typeof Plain.SqliteError;
  };
  export default Database;
}
