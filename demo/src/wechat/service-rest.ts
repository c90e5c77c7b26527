import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { ServiceAccount } from "@warmline/server/channels/wechat/service/account.ts";
import type { Listening } from "../listening.ts";
import { AWAY, failure, listenLocally } from "./listen.ts";
import type { Service, Talk } from "./service.ts";

export interface OfService {
  readonly service: Service;
  readonly account: ServiceAccount;
  /**
   * Before a message is taken: a code of the platform's, or none; may throw to be away. `after`: it
   * was taken, and the answer may get lost.
   */
  readonly onTheWay?: ((talk: Talk, when: "before" | "after") => number | null) | undefined;
}

const TOKEN_SECONDS = 7_200;
/** Of one page here: less than the real one's, so that there is a next one. */
const PAGE = 20;

const synced = z.object({
  open_kfid: z.string(),
  cursor: z.string(),
  limit: z.number().int().min(1).max(1_000),
});
const talked = z.object({ open_kfid: z.string(), external_userid: z.string() });
const moved = talked.extend({ service_state: z.number() });
const sent = z.object({
  touser: z.string(),
  open_kfid: z.string(),
  msgid: z.string().regex(/^[\w-]{1,32}$/),
  msgtype: z.literal("text"),
  text: z.object({ content: z.string() }),
});
const welcomed = sent.omit({ touser: true, open_kfid: true }).extend({ code: z.string() });

/** The interface of 企业微信, as far as 微信客服 is used. */
export function listenService(on: OfService): Promise<Listening> {
  const token = randomBytes(32).toString("base64url");
  return listenLocally((request) => answer(on, request, token));
}

async function answer(
  on: OfService,
  request: IncomingMessage,
  token: string,
): Promise<object | typeof AWAY> {
  const { account } = on;
  const { pathname, searchParams } = new URL(request.url ?? "", "http://wechat");
  if (pathname === "/cgi-bin/gettoken") {
    const [corp, secret] = [searchParams.get("corpid"), searchParams.get("corpsecret")];
    if (corp !== account.corpId || secret !== account.secret) return failure(40001);
    return { access_token: token, expires_in: TOKEN_SECONDS };
  }
  if (searchParams.get("access_token") !== token) return failure(40014);
  if (pathname === "/cgi-bin/media/get") {
    return on.service.rest.mediaOf(searchParams.get("media_id") ?? "") ?? failure(40007);
  }
  return done(on, pathname, JSON.parse(await text(request)));
}

function done(on: OfService, path: string, body: unknown): object | typeof AWAY {
  const { rest } = on.service;
  switch (path) {
    case "/cgi-bin/kf/sync_msg": {
      const { open_kfid: openKfId, cursor, limit } = synced.parse(body);
      return { ...failure(0), ...rest.sync(openKfId, cursor, Math.min(limit, PAGE)) };
    }
    case "/cgi-bin/kf/service_state/get":
      return { ...failure(0), service_state: rest.stateOf(talkOf(talked.parse(body))) };
    case "/cgi-bin/kf/service_state/trans": {
      const { service_state: state, ...talk } = moved.parse(body);
      return failure(rest.trans(talkOf(talk), state));
    }
    case "/cgi-bin/kf/send_msg_on_event": {
      const { code, text: words } = welcomed.parse(body);
      return failure(rest.welcome(code, words.content));
    }
    case "/cgi-bin/kf/send_msg":
      return deliver(on, sent.parse(body));
    default:
      return failure(48002);
  }
}

function deliver(
  { service, onTheWay }: OfService,
  { touser: userId, open_kfid: openKfId, msgid, text: { content } }: z.output<typeof sent>,
): object | typeof AWAY {
  const talk = { openKfId, userId };
  try {
    const hindered = onTheWay?.(talk, "before") ?? null;
    const code = hindered ?? service.rest.deliver(talk, msgid, content);
    onTheWay?.(talk, "after");
    return { ...failure(code), msgid };
  } catch {
    return AWAY;
  }
}

function talkOf({ open_kfid: openKfId, external_userid: userId }: z.output<typeof talked>): Talk {
  return { openKfId, userId };
}
