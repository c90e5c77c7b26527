import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";

/** What was answered. Null: there are more, and none of them is read. */
export async function bytesOf(
  { body }: Pick<Response, "body">,
  bytesMax: number,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > bytesMax) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A file of up to `FILE_BYTES_MAX`, as `bytesOf` read it. Refusal: `file-too-large`. */
export function wholeFile(content: Uint8Array | null): Result<Uint8Array, "file-too-large"> {
  return content === null ? refuse("file-too-large", { limit: "10 MB" }) : ok(content);
}
