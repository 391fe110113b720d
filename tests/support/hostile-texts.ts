import type { HostileFile, Lures } from './hostile-corpus.ts';

const hls = (...lines: string[]) =>
  ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:3', ...lines, '#EXT-X-ENDLIST', ''].join('\n');
const segment = (address: string) => hls('#EXTINF:2.0,', address);

/** Texts that make a player open what they name: the lure is a file that is really there, so that following succeeds. */
export function hostileTexts({ film, http }: Lures): HostileFile[] {
  const texts: Record<string, string> = {
    'hls-path.mp4': segment(film),
    'hls-file-address.mp4': segment(`file://${film}`),
    'hls-concat.mp4': segment(`concat:${film}|${film}`),
    'hls-subfile.mp4': segment(`subfile,,start,0,end,1000,,:${film}`),
    'hls-http.ts': segment(`${http}/segment.ts`),
    'hls-key.mp4': hls(`#EXT-X-KEY:METHOD=AES-128,URI="${http}/key"`, '#EXTINF:2.0,', film),
    'hls-map.mp4': hls(`#EXT-X-MAP:URI="${film}"`, '#EXTINF:2.0,', film),
    'hls-master.avi': hls(`#EXT-X-STREAM-INF:BANDWIDTH=1`, film),
    'hls-after-bom.mp4': `\ufeff${segment(film)}`,
    'hls-after-blank-lines.mp4': `\n\n  ${segment(film)}`,
    'ffconcat-path.mp4': `ffconcat version 1.0\nfile '${film}'\n`,
    'ffconcat-protocol.mkv': `ffconcat version 1.0\nfile 'http:${http}'\noption safe 0\n`,
    'dash-path.mp4': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${film}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'dash-http.mpd': `<MPD><Period><BaseURL>${http}/</BaseURL><AdaptationSet><Representation><BaseURL>a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'session.sdp': 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 9 RTP/AVP 96\r\n',
    'session.mp4': 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=video 9 RTP/AVP 33\n',
    'presentation.smil': `<smil><body><video src="${film}"/><video src="${http}/a.mp4"/></body></smil>`,
    'list.asx': `<ASX version="3.0"><Entry><Ref href="${http}/a.wmv"/></Entry></ASX>`,
    'reference.asf': `[Reference]\r\nRef1=${http}/a.asf?MSWMExt=.asf\r\n`,
    'list.m3u': `${film}\n`,
    'list.pls': `[playlist]\nFile1=${film}\nNumberOfEntries=1\n`,
    'list.xspf': `<?xml version="1.0"?><playlist version="1"><trackList><track><location>file://${film}</location></track></trackList></playlist>`,
    'smooth.ismc': `<SmoothStreamingMedia MajorVersion="2"><StreamIndex Type="video" Url="${http}"/></SmoothStreamingMedia>`,
    'script.avs': `FFmpegSource2("${film}")\n`,
    'script.avi': `import("${film}")\n`,
    'link.qtl': `<?xml version="1.0"?><?quicktime type="application/x-quicktime-media-link"?><embed src="${http}/a.mov"/>`,
    'rtsptext.mov': `RTSPtext\r\nrtsp://127.0.0.1:9/a.mov\r\n`,
    'image.svg': `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="file://${film}" width="9" height="9"/></svg>`,
    'entities.svg': `<!DOCTYPE s [<!ENTITY a SYSTEM "file://${film}"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;&b;</svg>`,
    'laughs.xml': `<!DOCTYPE l [<!ENTITY a "ha">${[...'bcdefghijk'].map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghij'[n]};`.repeat(10)}">`).join('')}]><l>&k;</l>`,
    'a%03d.jpg': `${segment(film)}#EXT-X-ENDLIST\n`,
    'text.xbin': `XBIN\x1a\x50\x00\x19\x00\x10\x00${film}`,
  };
  return Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
}
