import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { OfficialAccount } from "@warmline/server/channels/wechat/account.ts";
import type { Listening } from "../listening.ts";
import { AWAY, failure, listenLocally } from "./listen.ts";
import type { Official } from "./official.ts";

/** WeChat's interface, as far as the account uses it. */
export interface OfficialRest extends Listening {
  /** Whoever has an access token needs a new one from now on. */
  expireToken(): void;
}

export interface OfOfficial {
  readonly official: Official;
  readonly account: OfficialAccount;
  /** Before a message is taken: a code of the platform's, or none; may throw to be away. */
  readonly onTheWay?: ((userId: string) => number | null | Promise<number | null>) | undefined;
}

const TOKEN_SECONDS = 7_200;

const tokenAsked = z.object({
  grant_type: z.literal("client_credential"),
  appid: z.string(),
  secret: z.string(),
});
const typingAsked = z.object({ touser: z.string(), command: z.literal("Typing") });
const sent = z.object({
  touser: z.string(),
  msgtype: z.literal("text"),
  text: z.object({ content: z.string() }),
});

export async function listen(on: OfOfficial): Promise<OfficialRest> {
  let token = newToken();
  const listening = await listenLocally((request) => answer(on, request, token));
  return { ...listening, expireToken: () => void (token = newToken()) };
}

async function answer(
  { official, account, onTheWay }: OfOfficial,
  request: IncomingMessage,
  token: string,
): Promise<object | typeof AWAY> {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://wechat");
  if (pathname === "/cgi-bin/media/get") {
    if (searchParams.get("access_token") !== token) return failure(40001);
    const mediaId = searchParams.get("media_id") ?? "";
    return official.mediaOf(mediaId) ?? failure(40007);
  }
  const body: unknown = JSON.parse(await text(request));
  if (pathname === "/cgi-bin/stable_token") {
    const { appid, secret } = tokenAsked.parse(body);
    if (appid !== account.appId || secret !== account.secret) return failure(40125);
    return { access_token: token, expires_in: TOKEN_SECONDS };
  }
  if (!pathname.startsWith("/cgi-bin/message/custom/")) return failure(48001);
  if (searchParams.get("access_token") !== token) return failure(40001);
  if (pathname.endsWith("/typing")) return failure(official.typing(typingAsked.parse(body).touser));
  const { touser, text: said } = sent.parse(body);
  try {
    const hindered = (await onTheWay?.(touser)) ?? null;
    return failure(hindered ?? official.deliver(touser, said.content));
  } catch {
    return AWAY;
  }
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}
