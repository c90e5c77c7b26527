import { fileTypeFromBuffer } from "file-type";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cleanAmr } from "./audio-amr.ts";
import { cleanM4a } from "./audio-m4a.ts";
import { cleanMp3 } from "./audio-mp3.ts";
import { cleanWav } from "./audio-wav.ts";
import { cleanImage } from "./image.ts";

export interface CleanFile {
  readonly content: Uint8Array;
  /** One of a closed list, decided by content alone. */
  readonly type: string;
}

export type CleanRefusal =
  | "file-empty"
  | "file-too-large"
  | "file-type-refused"
  | "file-too-detailed"
  | "file-damaged";

const CLEAN_BYTES_MAX = 10 * 1024 * 1024;

/**
 * What came from outside made safe to keep and to show: the type is what the bytes are, whatever
 * they were called. Pictures are drawn anew and recordings copied frame by frame, so that neither
 * location data nor anything hidden behind the sound comes along. Refusals, in this order:
 * `file-empty`, `file-too-large`, `file-type-refused`, then of what it is: `file-too-detailed`,
 * `file-damaged`.
 */
export async function cleanFile(content: Uint8Array): Promise<Result<CleanFile, CleanRefusal>> {
  if (content.length === 0) return refuse("file-empty");
  if (content.length > CLEAN_BYTES_MAX) return refuse("file-too-large", { limit: "10 MB" });
  const mime: string = (await fileTypeFromBuffer(content))?.mime ?? "";
  switch (mime) {
    case "image/jpeg":
    case "image/png":
    case "image/webp":
      return cleanImage(content, mime);
    case "audio/mpeg":
      return cleaned("audio/mpeg", cleanMp3(content));
    case "audio/wav":
      return cleaned("audio/wav", cleanWav(content));
    case "audio/amr":
      return cleaned("audio/amr", cleanAmr(content));
    // Telephones write sound alone under the video brands too; a picture track is refused inside.
    case "audio/x-m4a":
    case "audio/mp4":
    case "video/mp4":
      return cleaned("audio/mp4", cleanM4a(content));
    default:
      return refuse("file-type-refused");
  }
}

/** Null: the container is not what it says. */
function cleaned(type: string, content: Uint8Array | null): Result<CleanFile, "file-damaged"> {
  return content === null ? refuse("file-damaged") : ok({ content, type });
}
