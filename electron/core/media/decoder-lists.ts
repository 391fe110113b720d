import type { Family } from './file-families.ts';

/**
 * ffmpeg has decoders for everything that was ever on a disk: games, text screens, picture formats. Old ones are where
 * its faults are found, and a container can name any of them. So for each kind of container those alone may run that
 * cameras, recorders, phones, broadcasters and editing programs put into it. All else is kept, and said to be left out.
 *
 * Names are those of ffmpeg's decoders together with those of the codecs, where they are not the same (`tscc`,
 * `camtasia`), because the one is in its allow-list and the other in its dump.
 */
const words = (text: string): string[] => text.trim().split(/\s+/);

const MODERN = words(
  'h264 hevc vvc libvvdec av1 libdav1d libaom-av1 vp8 vp9 libvpx libvpx-vp9 mpeg1video mpeg2video mpegvideo mpeg4 mjpeg h263 h263i h263p flv flv1',
);
const EDITING = words(
  'prores dnxhd cfhd dvvideo rawvideo v210 v308 v408 v410 yuv4 r210 r10k huffyuv ffvhuff ffv1 utvideo magicyuv lagarith jpeg2000 libopenjpeg png hap aic speedhq cllc vc1 wmv3',
);
const QUICKTIME = words(
  'svq1 svq3 cinepak indeo3 indeo4 indeo5 rpza smc 8bps qtrle mjpegb h261 msmpeg4 msmpeg4v3 theora',
);
const WINDOWS = words(
  `msmpeg4v1 msmpeg4v2 msmpeg4v3 msmpeg4 wmv1 wmv2 wmv3 vc1 wmv3image vc1image mss1 mss2 mts2 cinepak indeo2 indeo3 indeo4
  indeo5 msrle msvideo1 tscc camtasia tscc2 zmbv cscd camstudio fraps dxtory g2m imm4 imm5 asv1 asv2 aasc svq1 svq3 vp3 vp4
  vp5 vp6 vp6f theora dirac snow cavs mszh zlib`,
);
const FLASH = words('vp6 vp6f vp6a flashsv flashsv2');
const REAL = words('rv10 rv20 rv30 rv40');

const PCM = words(
  `pcm_alaw pcm_mulaw pcm_bluray pcm_dvd pcm_f16le pcm_f24le pcm_f32be pcm_f32le pcm_f64be pcm_f64le pcm_lxf pcm_s16be
  pcm_s16be_planar pcm_s16le pcm_s16le_planar pcm_s24be pcm_s24daud pcm_s24le pcm_s24le_planar pcm_s32be pcm_s32le
  pcm_s32le_planar pcm_s64be pcm_s64le pcm_s8 pcm_s8_planar pcm_u16be pcm_u16le pcm_u24be pcm_u24le pcm_u32be pcm_u32le
  pcm_u8 pcm_vidc s302m`,
);
const SPEECH = words(
  `adpcm_ms adpcm_ima_wav adpcm_ima_qt adpcm_ima_dk3 adpcm_ima_dk4 adpcm_ima_amv adpcm_ima_oki adpcm_g722 g722 adpcm_g726 g726
  adpcm_g726le g726le adpcm_swf adpcm_yamaha adpcm_ct g723_1 g729 gsm libgsm gsm_ms libgsm_ms ilbc speex libspeex qcelp evrc
  truespeech amr_nb amrnb libopencore_amrnb amr_wb amrwb libopencore_amrwb nellymoser sipr metasound acelp.kelvin dss_sp`,
);
const MUSIC = words(
  `aac aac_fixed aac_latm libfdk_aac mp1 mp1float mp2 mp2float mp3 mp3float mp3adu mp3adufloat mp3on4 mp3on4float ac3 ac3_fixed
  eac3 dts dca truehd mlp flac alac opus libopus vorbis libvorbis wavpack tta wmav1 wmav2 wmapro wmalossless wmavoice cook
  ra_144 real_144 ra_288 real_288 atrac3 atrac3p atrac3plus ralf qdm2 qdmc mace3 mace6 dvaudio als mp4als imc iac dolby_e`,
);
const SOUND = [...MUSIC, ...SPEECH, ...PCM];
const BROADCAST = [...MODERN, ...EDITING, ...SOUND];

const LISTS: Readonly<Record<string, readonly string[]>> = {
  mov: [...BROADCAST, ...QUICKTIME],
  matroska: [...BROADCAST, ...QUICKTIME, ...WINDOWS, ...REAL],
  avi: [...BROADCAST, ...QUICKTIME, ...WINDOWS],
  asf: [...BROADCAST, ...WINDOWS],
  flv: [...MODERN, ...FLASH, ...SOUND],
  ivf: MODERN,
  dv: words('dvvideo dvaudio pcm_s16le pcm_s16be'),
  mpegts: [...MODERN, ...SOUND, ...words('jpeg2000 libopenjpeg vc1 dirac cavs')],
  mpegps: [...MODERN, ...SOUND, ...words('vc1 cavs')],
  mpegvideo: words('mpeg1video mpeg2video mpegvideo'),
  mxf: BROADCAST,
  rm: [...REAL, ...SOUND],
  dhav: [...MODERN, ...SOUND],
  y4m: words('rawvideo wrapped_avframe'),
  gxf: [...MODERN, ...EDITING, ...SOUND],
  ogg: [...MODERN, ...SOUND, ...words('theora dirac ffv1')],
};

/** Decoders and codecs that ffmpeg may use on such a file. */
export function decodersFor(family: Pick<Family, 'id' | 'kind'>): readonly string[] {
  return LISTS[family.id] ?? (family.kind === 'audio' ? SOUND : []);
}
