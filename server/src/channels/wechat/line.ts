import { OFFICIAL_ACCOUNT } from "@warmline/bots/core/capability.ts";
import type { ChatLine } from "../../domains/chats/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { apiUrlOf, type OfficialAccount } from "./account.ts";
import { officialClient } from "./rest.ts";

/** WeChat takes 2048. */
const BYTES_MAX = 2_000;

/** 公众号. */
export function officialLine(
  { config, clock }: Pick<Deps, "config" | "clock">,
  account: OfficialAccount,
): ChatLine {
  const client = officialClient({ account, clock, apiUrl: () => apiUrlOf(config) });
  return {
    capability: OFFICIAL_ACCOUNT,
    bytesMax: BYTES_MAX,
    fetchMedia: (mediaId) => client.fetchMedia(mediaId),
    typing: (userId) => client.typing(userId),
    send: (userId, text) => client.sendText(userId, text),
  };
}
