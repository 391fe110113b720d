import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Versions of what makes the files of a bundle, as they stand in every recipe. */
export interface ToolVersions {
  readonly aigaq: string;
  readonly pdfkit: string;
  readonly pdfium: string;
  readonly sharp: string;
  /** Skia as @napi-rs/canvas, which draws notes. */
  readonly canvas: string;
  /** ffmpeg's own version line, without the copyright that follows the version; empty when there is no ffmpeg. */
  readonly ffmpeg: string;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Reads the program's manifest, which stands beside the shipped data; dependencies are pinned to exact versions there. */
export function toolVersions(resourcesDir: string, ffmpegVersion: string | null): ToolVersions {
  const manifest = JSON.parse(readFileSync(join(resourcesDir, '..', 'package.json'), 'utf8')) as Manifest;
  return {
    aigaq: manifest.version,
    pdfkit: manifest.dependencies.pdfkit ?? '',
    pdfium: manifest.dependencies['@hyzyla/pdfium'] ?? '',
    sharp: sharp.versions.sharp ?? '',
    canvas: manifest.dependencies['@napi-rs/canvas'] ?? '',
    ffmpeg: (ffmpegVersion ?? '').replace(/\s+Copyright.*$/s, '').trim(),
  };
}
