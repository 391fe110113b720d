import { decodeWaveform, type Waveform } from '../../../../shared/waveform.ts';
import { media } from '../../../host/media-urls.ts';
import { type DerivedFile, derivedFileHook } from './derived-file.ts';

/** Peaks of a recording's sound once they are made. */
export const useWaveformFile: (sha256: string) => DerivedFile<Waveform> = derivedFileHook<Waveform>({
  url: media.waveform,
  read: decodeWaveform,
  made: ({ waveform }) => waveform,
});
