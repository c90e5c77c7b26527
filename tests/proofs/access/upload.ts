import type { TestServer } from "@warmline/server/testing.ts";
import sharp from "sharp";

/** A picture of their own; answers its file. */
export async function upload(server: TestServer, cookie: string): Promise<string> {
  const size = { width: 30, height: 20, channels: 3 as const, background: "red" };
  const picture = await sharp({ create: size }).jpeg().toBuffer();
  const headers = {
    cookie,
    "content-type": "application/octet-stream",
    "idempotency-key": "access-picture",
  };
  const body = new Uint8Array(picture);
  const answer = await fetch(`${server.url}/api/files`, { method: "POST", headers, body });
  return ((await answer.json()) as { fileId: string }).fileId;
}
