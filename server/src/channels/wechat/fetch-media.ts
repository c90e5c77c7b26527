import { FILE_BYTES_MAX } from "@warmline/shared/files/api.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { ChatLine } from "../../domains/chats/index.ts";
import { wholeFile } from "./bytes-of.ts";
import type { TokenClient } from "./token-client.ts";

/** 获取临时素材, alike at 公众号 and 微信客服. Refusals: `gone`, `file-too-large`. */
export async function fetchMedia(
  client: Pick<TokenClient, "get">,
  mediaId: string,
): ReturnType<NonNullable<ChatLine["fetchMedia"]>> {
  const answer = await client.get("/cgi-bin/media/get", { media_id: mediaId }, FILE_BYTES_MAX);
  return typeof answer === "number" ? refuse("gone", { code: answer }) : wholeFile(answer);
}
