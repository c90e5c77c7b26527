import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { filePermissions } from "./permissions.ts";

/** The most that one picture or recording may have. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;

export const fileRefusals = {
  "file-not-found": 404,
  "file-empty": 422,
  "file-too-large": 413,
  "file-type-refused": 415,
  "file-damaged": 422,
  "file-too-detailed": 422,
} as const;

export const uploadFile = endpoint({
  name: "files.upload",
  method: "post",
  path: "/api/files",
  permit: filePermissions.upload,
  summary:
    "A picture (JPEG, PNG, WebP) or recording (MP3, M4A, WAV, AMR), to be attached by its id",
  upload: { limitBytes: FILE_BYTES_MAX },
  answer: z.strictObject({ fileId: z.string(), type: z.string(), sizeBytes: z.int() }),
  refusals: [
    "file-empty",
    "file-too-large",
    "file-type-refused",
    "file-too-detailed",
    "file-damaged",
  ],
});
