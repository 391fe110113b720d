import type { Details } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';

/** One made file, with what a person would have stated about it. */
export interface SampleEvidence {
  /** Absolute path below the folder that was given. */
  readonly path: string;
  readonly details: Details;
}

/** A mark that is ready when the sample opens: frames of a recording, or a page of a document. */
export interface SampleMark {
  /** Base name of the evidence file. */
  readonly file: string;
  readonly span: { readonly in: number; readonly out: number } | { readonly page: number };
  readonly title: string;
  readonly violations: readonly string[];
  readonly note: string;
}

/** Everything a workspace needs to set up the sample library. All of it is invented. */
export interface SampleCase {
  readonly title: string;
  readonly places: readonly Place[];
  readonly evidence: readonly SampleEvidence[];
  readonly marks: readonly SampleMark[];
}

/** Progress of the making: what is being made now, and how many of all files are done. */
export type OnSampleStep = (step: string, done: number, total: number) => void;

export interface SampleOptions {
  /** Path of the ffmpeg program. */
  readonly ffmpeg: string;
  readonly resourcesDir: string;
  /** An existing empty folder for the files; the caller removes it after the import. */
  readonly dir: string;
  readonly onStep: OnSampleStep;
  readonly signal: AbortSignal;
}
