/** Boxes that hold other boxes on the way to everything that must be looked at. */
const CONTAINERS = new Set(["moov", "trak", "mdia", "minf", "stbl", "edts", "dinf"]);
/** What sound needs. Every other box (user data with the place, `meta`, `uuid`) is blanked. */
const KEPT = new Set(
  (
    "ftyp mdat mvhd tkhd elst mdhd hdlr smhd dref " +
    "stsd stts stsc stsz stz2 stco co64 sgpd sbgp iods"
  ).split(" "),
);
const BOXES_MAX = 10_000;
/** The containers above lie five deep at most; deeper is no recording. */
const DEPTH_MAX = 8;

/**
 * MP4 sound with everything but the sound blanked in place: a box becomes `free` and its content
 * zeros, so that no offset changes. Null when a track is not sound, or the boxes do not add up.
 */
export function cleanM4a(content: Uint8Array): Uint8Array | null {
  const copy = Buffer.from(content);
  const walk: Walk = { tracks: 0, boxes: 0, names: new Set() };
  const whole = cleanBoxes(copy, { from: 0, to: copy.length, depth: 0 }, walk);
  const needed = ["ftyp", "moov", "mdat"].every((name) => walk.names.has(name));
  return whole && needed && walk.tracks > 0 ? copy : null;
}

interface Walk {
  tracks: number;
  boxes: number;
  readonly names: Set<string>;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

function cleanBoxes(copy: Buffer, { from, to, depth }: Span, walk: Walk): boolean {
  if (depth > DEPTH_MAX) return false;
  let at = from;
  while (at < to) {
    const box = readBox(copy, at, to);
    if (box === null || ++walk.boxes > BOXES_MAX) return false;
    const { name, start, end } = box;
    walk.names.add(name);
    if (CONTAINERS.has(name)) {
      if (!cleanBoxes(copy, { from: start, to: end, depth: depth + 1 }, walk)) return false;
    } else if (!KEPT.has(name)) {
      copy.write("free", at + 4, "latin1");
      copy.fill(0, start, end);
    }
    // The handler type says what a track is; timed places and pictures are tracks of their own.
    if (name === "hdlr" && copy.toString("latin1", start + 8, start + 12) !== "soun") return false;
    if (name === "trak") walk.tracks += 1;
    at = end;
  }
  return true;
}

function readBox(copy: Buffer, at: number, to: number) {
  if (at + 8 > to) return null;
  const name = copy.toString("latin1", at + 4, at + 8);
  let size = copy.readUInt32BE(at);
  let start = at + 8;
  if (size === 1) {
    if (at + 16 > to) return null;
    size = Number(copy.readBigUInt64BE(at + 8));
    start = at + 16;
  } else if (size === 0) {
    size = to - at;
  }
  const end = at + size;
  return end < start || end > to ? null : { name, start, end };
}
