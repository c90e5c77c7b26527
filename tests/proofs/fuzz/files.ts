import { crc32, deflateSync } from "node:zlib";
import type { Random } from "@warmline/shared/kernel/ids.ts";

const KINDS: readonly ((random: Random) => Buffer)[] = [
  ({ next }) => Buffer.from(Array.from({ length: 200 }, () => Math.floor(next() * 256))),
  () => Buffer.alloc(0),
  () => Buffer.from("%PDF-1.7 <script>alert(1)</script>"),
  ({ next }) => png(Math.floor(next() * 70_000), Math.floor(next() * 70_000)),
  ({ next }) => nestedBoxes(Math.floor(next() * 9_000)),
];
/** How what is taken in begins: JPEG, WebP, MP3 with and without a tag, WAV, AMR, M4A. */
const HEADS = [
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from("RIFF\u0010\0\0\0WEBPVP8 "),
  Buffer.from("ID3\u0003\0\0\0\0\u007f\u007f"),
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.from("RIFF\u0010\0\0\0WAVEfmt "),
  Buffer.from("#!AMR\n"),
  Buffer.from("\0\0\0\u0018ftypM4A \0\0\0\0"),
];

/** No picture and no recording, though it may begin as one. */
export function anyFile(random: Random): Uint8Array {
  const pick = <T>(of: readonly T[]) => of[Math.floor(random.next() * of.length)] as T;
  const made = pick(KINDS)(random);
  return random.next() < 0.5 ? Buffer.concat([pick(HEADS), made]) : made;
}

/** Of nearly nothing, however large it says that it is. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(10_000));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND")]);
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** An M4A whose boxes lie in one another. */
function nestedBoxes(depth: number): Buffer {
  const boxes = Buffer.alloc(depth * 8);
  for (let level = 0; level < depth; level += 1) {
    boxes.writeUInt32BE(boxes.length - level * 8, level * 8);
    boxes.write(level % 2 === 0 ? "moov" : "trak", level * 8 + 4);
  }
  return Buffer.concat([Buffer.from("\0\0\0\u0018ftypM4A \0\0\0\0M4A mp42"), boxes]);
}
