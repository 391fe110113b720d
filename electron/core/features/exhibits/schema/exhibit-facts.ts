import type { ExhibitDocument } from './bundle-schema.ts';

/** One exhibit with everything that its files state, as its profile lets it be stated. */
export type ExhibitFacts = Omit<ExhibitDocument, 'files' | 'frameMd5' | 'frameCount' | 'contentSha256'>;
