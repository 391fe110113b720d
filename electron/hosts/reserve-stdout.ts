/** The one thing that is done with stdout. */
export interface TextOutput {
  write(text: string, done: () => void): void;
}

/**
 * Keeps stdout for what the host itself says: one document, or one address. Libraries that print on their own (decoders
 * compiled to WebAssembly do, for damaged pictures) go to stderr from here on, in worker threads as well, whose output
 * passes through this process.
 */
export function reserveStdout(): TextOutput {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return { write: (text, done) => void write(text, () => done()) };
}
