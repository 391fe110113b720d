import * as z from 'zod';
import { Ground, Language, Trilingual } from './violation.ts';

const PackCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

/** Why something is hidden. */
export const RedactionReason = z.strictObject({
  code: PackCode,
  label: Trilingual,
  definition: z.string().min(1),
  /** Bases that usually go with it, the likeliest first. A redaction may name any other. */
  bases: z.array(PackCode).min(1),
  sources: z.array(z.string().min(1)),
  /** Languages whose words no native lawyer has checked yet. */
  needsNativeCheck: z.array(Language),
});
export type RedactionReason = z.infer<typeof RedactionReason>;

/** What allows or demands that it is hidden. */
export const RedactionBasis = z.strictObject({
  code: PackCode,
  label: Trilingual,
  reference: Trilingual,
  /** How well the reference is grounded, as in the codebook. */
  ground: Ground,
  sources: z.array(z.string().min(1)),
  needsNativeCheck: z.array(Language),
});
export type RedactionBasis = z.infer<typeof RedactionBasis>;

/** A data pack of reasons and bases for redactions. Codes that shipped stay: annotations in libraries name them. */
export const RedactionPack = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  title: Trilingual,
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  note: z.string().min(1),
  reasons: z.array(RedactionReason).min(1),
  bases: z.array(RedactionBasis).min(1),
});
export type RedactionPack = z.infer<typeof RedactionPack>;
