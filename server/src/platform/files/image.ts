import sharp, { type Sharp } from "sharp";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";

/** The longer side, in pixels: enough to read a meter, small enough to look at. */
const SIDE_MAX = 2560;
/** A telephone takes up to 50 million pixels; what unpacks to more is a bomb. */
const PIXELS_MAX = 64_000_000;

type ImageType = "image/jpeg" | "image/png" | "image/webp";

/**
 * Turned upright, bounded and encoded anew: no metadata (place, device, thumbnail) is kept.
 * Refusals, in this order: `file-too-detailed`, `file-damaged`.
 */
export async function cleanImage(
  content: Uint8Array,
  type: ImageType,
): Promise<Result<{ content: Uint8Array; type: string }, "file-damaged" | "file-too-detailed">> {
  try {
    const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
    if (width * height > PIXELS_MAX) {
      return refuse("file-too-detailed", { limit: PIXELS_MAX / 1_000_000 });
    }
    const upright = sharp(content, { limitInputPixels: PIXELS_MAX, failOn: "error" })
      .timeout({ seconds: 20 })
      .rotate()
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: "inside", withoutEnlargement: true });
    return ok({ content: await encode(upright, type), type });
  } catch {
    // Whatever the decoder stumbles over is the file's fault: it came in by content, not by name.
    return refuse("file-damaged");
  }
}

function encode(image: Sharp, type: ImageType): Promise<Buffer> {
  switch (type) {
    case "image/jpeg":
      return image.jpeg({ quality: 85 }).toBuffer();
    case "image/png":
      return image.png().toBuffer();
    case "image/webp":
      return image.webp({ quality: 85 }).toBuffer();
  }
}
