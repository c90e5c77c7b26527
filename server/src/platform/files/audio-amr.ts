/** Bytes of a speech frame by its type (0–8), its header included; 15 is a frame without speech. */
const FRAME_BYTES = new Map([...[13, 14, 16, 18, 20, 21, 27, 32, 6].entries(), [15, 1] as const]);
const MAGIC = Buffer.from("#!AMR\n");

/** AMR has no place for metadata: it is taken only if it is speech frames from end to end. */
export function cleanAmr(content: Uint8Array): Uint8Array | null {
  if (!MAGIC.equals(content.subarray(0, MAGIC.length))) return null;
  let at = MAGIC.length;
  if (at === content.length) return null;
  while (at < content.length) {
    const header = content[at]!;
    const length = FRAME_BYTES.get((header >> 3) & 15);
    // The padding bits around type and quality are zero.
    if (length === undefined || (header & 0b1000_0011) !== 0) return null;
    at += length;
  }
  return at === content.length ? content : null;
}
