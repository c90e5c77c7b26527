/**
 * Only these chunks are kept: format, length and the samples. Comments, cue points, ID3 are not.
 */
const KEPT = new Set(["fmt ", "fact", "data"]);
const HEADER_BYTES = 12;

/** The same samples in a new container; null when the chunks do not add up. */
export function cleanWav(content: Uint8Array): Uint8Array | null {
  const source = Buffer.from(content.buffer, content.byteOffset, content.length);
  const chunks: Buffer[] = [];
  const names: string[] = [];
  let at = HEADER_BYTES;
  while (at + 8 <= source.length) {
    const name = source.toString("latin1", at, at + 4);
    const end = at + 8 + source.readUInt32LE(at + 4);
    if (end > source.length) return null;
    if (KEPT.has(name) && !names.includes(name)) {
      names.push(name);
      // Chunks begin at even places.
      chunks.push(source.subarray(at, end), Buffer.alloc((end - at) % 2));
    }
    at = end + (end % 2);
  }
  if (!names.includes("fmt ") || !names.includes("data")) return null;
  const body = Buffer.concat(chunks);
  const header = Buffer.from("RIFF\0\0\0\0WAVE", "latin1");
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}
