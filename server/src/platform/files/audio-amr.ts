/** Bytes of a speech frame by its type (0–8), its header included; 15 is a frame without speech. */
const FRAME_BYTES: Readonly<Record<number, number>> = {
  ...{ 0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1 },
};
const MAGIC = Buffer.from("#!AMR\n");

/** AMR has no place for metadata: it is taken only if it is speech frames from end to end. */
export function cleanAmr(content: Uint8Array): Uint8Array | null {
  if (!MAGIC.equals(content.subarray(0, MAGIC.length))) return null;
  let at = MAGIC.length;
  if (at === content.length) return null;
  while (at < content.length) {
    const header = content[at]!;
    const length = FRAME_BYTES[(header >> 3) & 15];
    // The padding bits around type and quality are zero.
    if (length === undefined || (header & 0b1000_0011) !== 0) return null;
    at += length;
  }
  return at === content.length ? content : null;
}
