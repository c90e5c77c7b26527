/** Kbit/s by bitrate index, layer III: MPEG 1, then MPEG 2 and 2.5. */
const BITRATES = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
/** Hz by version bits (MPEG 2.5, reserved, 2, 1) and sample rate index. */
const RATES = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]];
const FRAMES_MIN = 3;
/** Tags at both ends and silence between them aside, sound follows on sound. */
const SKIPPED_MAX = 4_096;

/**
 * The sound frames alone: ID3, APE and Lyrics tags stay behind. Null when it is not MP3 throughout.
 */
export function cleanMp3(content: Uint8Array): Uint8Array | null {
  const source = Buffer.from(content.buffer, content.byteOffset, content.length);
  const frames: Buffer[] = [];
  let at = afterId3(source);
  for (let skipped = 0; at + 4 <= source.length;) {
    const length = frameBytes(source, at);
    if (length !== null && at + length <= source.length) {
      frames.push(source.subarray(at, at + length));
      at += length;
    } else if (isEndTag(source, at)) {
      break;
    } else if (++skipped > SKIPPED_MAX) {
      return null;
    } else {
      at += 1;
    }
  }
  return frames.length < FRAMES_MIN ? null : Buffer.concat(frames);
}

/** The place after an ID3v2 tag at the start, whose size is in four bytes of seven bits. */
function afterId3(source: Buffer): number {
  if (source.toString("latin1", 0, 3) !== "ID3" || source.length < 10) return 0;
  const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + (source[place]! & 127), 0);
  const footer = (source[5]! & 0x10) === 0 ? 0 : 10;
  return 10 + size + footer;
}

function isEndTag(source: Buffer, at: number): boolean {
  const tag = source.toString("latin1", at, at + 8);
  return tag.startsWith("TAG") || tag === "APETAGEX" || tag.startsWith("LYRICS");
}

/** The length of the layer III frame that begins here, or null when none does. */
function frameBytes(source: Buffer, at: number): number | null {
  const header = source.readUInt32BE(at);
  if (header >>> 21 !== 0x7ff || ((header >>> 17) & 3) !== 1) return null;
  const version = (header >>> 19) & 3;
  const rate = RATES[version]?.[(header >>> 10) & 3];
  const bitrate = BITRATES[version === 3 ? "one" : "two"][(header >>> 12) & 15];
  if (!rate || !bitrate) return null;
  const padding = (header >>> 9) & 1;
  return Math.floor(((version === 3 ? 144 : 72) * bitrate * 1000) / rate) + padding;
}
