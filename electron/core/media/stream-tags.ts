/** A tag of the file (`stream` null) or of one of its streams, as ffmpeg's dump names it. */
export interface StreamTag {
  readonly stream: number | null;
  readonly name: string;
  readonly value: string;
}

const MOST_TAGS = 300;
const LONGEST = 500;

/** Collects the tags of the first input out of the lines of ffmpeg's dump. */
export function streamTags(): { add(line: string): void; all(): StreamTag[] } {
  const tags: StreamTag[] = [];
  let inside = false;
  let over = false;
  let stream: number | null = null;
  return {
    add(line) {
      if (over || tags.length >= MOST_TAGS) return;
      if (line.startsWith('Input #0, ')) inside = true;
      else if (/^(Stream mapping|Output #|Input #1|Press )/.test(line)) over = true;
      if (!inside || over) return;
      const opened = /^ {2,}Stream #0:(\d+)/.exec(line);
      if (opened) {
        stream = Number(opened[1]);
        return;
      }
      // Chapters and programmes have tags as well, which say nothing about who wrote the file.
      const depth = stream === null ? '    ' : '      ';
      const tag = /^( +)([^\s:][^:]{0,100}?)\s*: (.+)$/.exec(line);
      if (tag?.[1] !== depth) return;
      tags.push({ stream, name: tag[2]?.toLowerCase() ?? '', value: (tag[3] ?? '').trim().slice(0, LONGEST) });
    },
    all: () => tags,
  };
}
