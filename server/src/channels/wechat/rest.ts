import type { Clock } from "@warmline/shared/kernel/time.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { doneAnswer } from "@warmline/shared/wechat/rest-api.ts";
import type { ChatLine } from "../../domains/chats/index.ts";
import type { OfficialAccount } from "./account.ts";
import { fetchMedia } from "./fetch-media.ts";
import { tokenClient, type TokenClientOptions } from "./token-client.ts";

/** What is asked of WeChat's interface. */
export interface OfficialClient {
  /** 客服消息. Not idempotent. Refusals: `quota`, and why it will never be taken. */
  sendText(userId: string, text: string): ReturnType<ChatLine["send"]>;
  /** 客服输入状态, for 15 s at most; not within 30 s of a word of theirs it is refused. */
  typing(userId: string): Promise<void>;
  /** 获取临时素材. Refusals: `gone`, `file-too-large`. */
  fetchMedia(mediaId: string): ReturnType<NonNullable<ChatLine["fetchMedia"]>>;
}

export interface OfficialClientOptions extends Pick<TokenClientOptions, "apiUrl"> {
  readonly account: Pick<OfficialAccount, "appId" | "secret">;
  readonly clock: Clock;
}

/** 45015: they did nothing for 48 h; 45047: as many as may be were sent. */
const QUOTA: ReadonlySet<number> = new Set([45015, 45047]);
/** 40003: nobody has that openid; 43004: they do not follow; 48002: they take none. */
const GONE: ReadonlySet<number> = new Set([40003, 43004, 48002]);

export function officialClient({ account, apiUrl, clock }: OfficialClientOptions): OfficialClient {
  const { appId: appid, secret } = account;
  const body = { grant_type: "client_credential", appid, secret };
  // The stable one: several nodes ask for it, and none makes that of another void.
  const token = { path: "/cgi-bin/stable_token", body };
  const client = tokenClient({ apiUrl, token, clock });
  return {
    fetchMedia: (mediaId) => fetchMedia(client, mediaId),
    async typing(userId) {
      const shown = { touser: userId, command: "Typing" };
      await client.post("/cgi-bin/message/custom/typing", shown);
    },
    async sendText(userId, text) {
      const message = { touser: userId, msgtype: "text", text: { content: text } };
      const answer = await client.post("/cgi-bin/message/custom/send", message);
      const { errcode: code } = doneAnswer.parse(answer);
      if (code === 0) return ok(null);
      if (QUOTA.has(code)) return refuse("quota", { code });
      return refuse(GONE.has(code) ? "gone" : "refused", { code });
    },
  };
}
