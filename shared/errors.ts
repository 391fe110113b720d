/**
 * Every failure a person may see. `code` is stable and part of the public contract (command line, transports);
 * `message` says what happened, to what, and what to do; `details` is plain data for programs.
 */
export const ERROR_CODES = [
  'usage',
  'not_found',
  'invalid_input',
  'frame_out_of_range',
  'page_out_of_range',
  'unknown_violation',
  'unknown_place',
  'not_reviewable',
  'library_missing',
  'library_exists',
  'library_locked',
  'library_newer',
  'library_damaged',
  'passphrase_needed',
  'passphrase_wrong',
  'no_library_open',
  'ffmpeg_missing',
  'ffmpeg_failed',
  'disk_full',
  'unreadable_file',
  'not_a_regular_file',
  'source_changed',
  'folder_not_empty',
  'folder_not_writable',
  'nothing_to_export',
  'volume_too_small',
  'redaction_not_burnt',
  'verification_failed',
  'original_missing',
  'cancelled',
  'not_authorised',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain-data form of an error, as it crosses a transport and as the command line prints it. */
export interface ErrorEnvelope {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The one error type that handlers throw on purpose. Anything else is a defect and becomes `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Errors that mean "this library cannot be used as it is"; the command line exits 4 on them. */
export const LIBRARY_ERRORS: readonly ErrorCode[] = [
  'library_missing',
  'library_locked',
  'library_newer',
  'library_damaged',
  'passphrase_needed',
  'passphrase_wrong',
];

/** Turns anything thrown into plain data. Unknown errors keep their first line and lose their stack. */
export function toEnvelope(error: unknown): ErrorEnvelope {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  const text = error instanceof Error ? error.message : String(error);
  const first = text.split('\n', 1)[0] ?? '';
  return {
    code: 'internal',
    message: `Aigaq met an error it did not expect: ${first}`,
    details: {},
  };
}

/** The inverse of {@link toEnvelope} on the receiving side of a transport. */
export function fromEnvelope(envelope: ErrorEnvelope): AppError {
  return new AppError(envelope.code, envelope.message, envelope.details);
}
