import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { cleanFile } from "./clean.ts";

const PLACE = "WARMLINE-SECRET-PLACE";

async function photo(format: "jpeg" | "png" | "webp", width = 40, height = 20): Promise<Buffer> {
  const background = { r: 200, g: 30, b: 30 };
  return sharp({ create: { width, height, channels: 3, background } })
    .withExif({
      IFD0: { ImageDescription: PLACE },
      IFD3: { GPSLatitude: "43/1 49/1 0/1", GPSLatitudeRef: "N", GPSLongitude: "87/1 37/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

async function mustClean(content: Uint8Array) {
  const clean = await cleanFile(content);
  if (!clean.ok) throw new Error(`refused: ${clean.code}`);
  return clean.value;
}

describe("pictures", () => {
  test.each(["jpeg", "png", "webp"] as const)("%s loses place and device", async (format) => {
    const taken = await photo(format);
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    expect(taken.includes(PLACE)).toBe(true);
    const { content, type } = await mustClean(taken);
    const left = await sharp(content).metadata();
    expect([type, left.exif, left.xmp, left.iptc]).toEqual([
      `image/${format}`,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Buffer.from(content).includes(PLACE)).toBe(false);
  });

  test("is turned upright as the camera said", async () => {
    const { content } = await mustClean(await photo("jpeg", 40, 20));
    const { width, height } = await sharp(content).metadata();
    expect([width, height]).toEqual([20, 40]);
  });

  test("is bounded", async () => {
    const { content } = await mustClean(await photo("jpeg", 5_000, 1_000));
    const { width, height } = await sharp(content).metadata();
    expect([width, height]).toEqual([512, 2_560]);
  });

  test("what hides behind the picture does not come along", async () => {
    const script = Buffer.from("<script>alert(1)</script>PK\x03\x04");
    const { content } = await mustClean(Buffer.concat([await photo("jpeg"), script]));
    expect(Buffer.from(content).includes("<script>")).toBe(false);
  });

  test("a bomb of a few kilobytes is refused before it unpacks", async () => {
    const size = { width: 8_200, height: 8_200, channels: 3 as const, background: "black" };
    const bomb = await sharp({ create: size, limitInputPixels: false }).png().toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await cleanFile(bomb)).toMatchObject({ code: "file-too-detailed" });
  });

  test("cut off in the middle", async () => {
    const whole = await photo("jpeg", 800, 800);
    const cut = whole.subarray(0, whole.length / 2);
    expect(await cleanFile(cut)).toMatchObject({ code: "file-damaged" });
  });
});

test.each([
  ["file-empty", Buffer.alloc(0)],
  ["file-too-large", Buffer.alloc(10 * 1024 * 1024 + 1)],
  ["file-type-refused", Buffer.from("<html><script>alert(1)</script></html>")],
  ["file-type-refused", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
  ["file-type-refused", Buffer.from("GIF89a<script>alert(1)</script>")],
  ["file-type-refused", Buffer.from("%PDF-1.7\n")],
  ["file-type-refused", Buffer.from("MZ\x90\x00this program")],
  ["file-damaged", Buffer.from("RIFF\x24\x00\x00\x00WAVEfmt \xff\xff\xff\x7f", "latin1")],
  ["file-damaged", Buffer.from("#!AMR\n<script>alert(1)</script>")],
  ["file-damaged", Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(9_000)])],
])("%s: whatever it is called", async (code, content) => {
  expect(await cleanFile(content)).toMatchObject({ ok: false, code });
});

function riff(name: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(name, "latin1");
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}

function box(name: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(name, 4, "latin1");
  return Buffer.concat([header, body]);
}

function track(handler: string): Buffer {
  const hdlr = box("hdlr", Buffer.from(`\0\0\0\0\0\0\0\0${handler}${"\0".repeat(13)}`, "latin1"));
  return box("trak", box("tkhd", Buffer.alloc(84)), box("mdia", hdlr));
}

function m4a(...tracks: Buffer[]): Buffer {
  const user = box("udta", box("\xa9xyz", Buffer.from(`+43.8167+087.6167/${PLACE}`)));
  const brand = box("ftyp", Buffer.from("M4A \0\0\0\0M4A mp42isom", "latin1"));
  const moov = box("moov", box("mvhd", Buffer.alloc(100)), ...tracks, user);
  return Buffer.concat([
    brand,
    moov,
    box("uuid", Buffer.from(PLACE)),
    box("mdat", Buffer.from("sound")),
  ]);
}

describe("recordings", () => {
  test("WAV keeps its samples and loses its comments", async () => {
    const samples = Buffer.from("samples of the boiler");
    const body = Buffer.concat([
      riff("fmt ", Buffer.from([1, 0, 1, 0, 64, 31, 0, 0, 64, 31, 0, 0, 1, 0, 8, 0])),
      riff("LIST", Buffer.from(PLACE)),
      riff("data", samples),
      riff("id3 ", Buffer.from(PLACE)),
    ]);
    const wav = riff("RIFF", Buffer.concat([Buffer.from("WAVE"), body]));
    const { content, type } = await mustClean(wav);
    expect(type).toBe("audio/wav");
    expect(Buffer.from(content).includes(samples)).toBe(true);
    expect(Buffer.from(content).includes(PLACE)).toBe(false);
    expect(Buffer.from(content).readUInt32LE(4)).toBe(content.length - 8);
  });

  test("MP3 keeps its frames and loses its tags", async () => {
    // MPEG 1 layer III, 128 kbit/s, 44,100 Hz: 417 bytes a frame.
    const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413, 7)]);
    const sound = Buffer.concat([frame, frame, frame, frame, frame]);
    const tag = Buffer.from(PLACE);
    const head = Buffer.concat([
      Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, tag.length]),
      tag,
    ]);
    const tail = Buffer.from(`TAG${PLACE.padEnd(125)}`);
    const { content, type } = await mustClean(Buffer.concat([head, sound, tail]));
    expect([type, Buffer.from(content).equals(sound)]).toEqual(["audio/mpeg", true]);
  });

  test("AMR is speech frames from end to end", async () => {
    const frame = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 5)]);
    const amr = Buffer.concat([Buffer.from("#!AMR\n"), frame, frame]);
    expect((await mustClean(amr)).type).toBe("audio/amr");
    const longer = Buffer.concat([amr, Buffer.from(PLACE)]);
    expect(await cleanFile(longer)).toMatchObject({ code: "file-damaged" });
  });

  test("M4A keeps sound and offsets, and loses the place", async () => {
    const taken = m4a(track("soun"));
    const { content, type } = await mustClean(taken);
    expect([type, content.length]).toEqual(["audio/mp4", taken.length]);
    expect(Buffer.from(content).includes(PLACE)).toBe(false);
    expect(Buffer.from(content).includes("+43.8")).toBe(false);
    expect(Buffer.from(content).indexOf("sound")).toBe(taken.indexOf("sound"));
  });

  test.each(["vide", "meta"])("M4A with a track that is %s is refused", async (handler) => {
    const film = m4a(track("soun"), track(handler));
    expect(await cleanFile(film)).toMatchObject({ code: "file-damaged" });
  });

  test("M4A with boxes in boxes without end is damaged, not a fault of ours", async () => {
    let nested = box("mdia");
    for (let depth = 0; depth < 9_000; depth += 1) nested = box("moov", nested);
    const deep = Buffer.concat([m4a(track("soun")), nested]);
    expect(await cleanFile(deep)).toMatchObject({ code: "file-damaged" });
  });
});
