import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { OfficialAccount } from "@warmline/server/channels/wechat/account.ts";
import type { Official } from "./official.ts";

/** WeChat's interface, as far as the account uses it. */
export interface OfficialRest {
  readonly url: string;
  /** Whoever has an access token needs a new one from now on. */
  expireToken(): void;
  close(): Promise<void>;
}

export interface OfOfficial {
  readonly official: Official;
  readonly account: OfficialAccount;
  /** Before a message is taken: a code of the platform's, or none; may throw to be away. */
  readonly onTheWay?: ((userId: string) => number | null | Promise<number | null>) | undefined;
}

const TOKEN_SECONDS = 7_200;
const AWAY = Symbol("away");

const tokenAsked = z.object({
  grant_type: z.literal("client_credential"),
  appid: z.string(),
  secret: z.string(),
});
const sent = z.object({
  touser: z.string(),
  msgtype: z.literal("text"),
  text: z.object({ content: z.string() }),
});

/** Listens at this machine alone, at a port that is free. */
export async function listen(on: OfOfficial): Promise<OfficialRest> {
  let token = newToken();
  const server = createServer((request, response) => {
    void answer(on, request, token).then(
      (body) => {
        if (body === AWAY) return response.writeHead(502).end();
        return response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify(body));
      },
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expireToken: () => void (token = newToken()),
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  { official, account, onTheWay }: OfOfficial,
  request: IncomingMessage,
  token: string,
): Promise<object | typeof AWAY> {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://wechat");
  const body: unknown = JSON.parse(await text(request));
  if (pathname === "/cgi-bin/stable_token") {
    const { appid, secret } = tokenAsked.parse(body);
    if (appid !== account.appId || secret !== account.secret) return failure(40125);
    return { access_token: token, expires_in: TOKEN_SECONDS };
  }
  if (pathname !== "/cgi-bin/message/custom/send") return failure(48001);
  if (searchParams.get("access_token") !== token) return failure(40001);
  const { touser, text: said } = sent.parse(body);
  try {
    const hindered = (await onTheWay?.(touser)) ?? null;
    return failure(hindered ?? official.deliver(touser, said.content));
  } catch {
    return AWAY;
  }
}

/** As the real one says it, success too. */
function failure(errcode: number): object {
  return { errcode, errmsg: errcode === 0 ? "ok" : `simulated ${errcode}` };
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}
