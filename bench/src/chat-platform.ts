import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { messageXml } from "@warmline/demo/wechat/message-xml.ts";
import { OURS, signedRequest } from "@warmline/demo/wechat/post.ts";
import type { OfficialAccount } from "@warmline/server/channels/wechat/account.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { post } from "./post.ts";

/** WeChat's side of many chats at once, leaner than the demo's: no state but who waits for what. */

/** AES mode. */
export const ACCOUNT: OfficialAccount = {
  appId: "wx0123456789abcdef",
  secret: "a secret of the bench",
  token: "t0ken",
  aesKey: Buffer.alloc(32, 7),
};

export interface BenchPlatform {
  readonly url: string;
  /** What they are answered; once their message was taken, and it is told how long that took. */
  say(port: number, userId: string, content: string, taken: Taken): Promise<string>;
  close(): void;
}

type Taken = (milliseconds: number) => void;

interface Sent {
  readonly touser: string;
  readonly text: { readonly content: string };
}

export async function openBenchPlatform(): Promise<BenchPlatform> {
  const waiting = new Map<string, (answer: string) => void>();
  const server = createServer((request, response) => {
    const done = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/cgi-bin/stable_token") {
      request.resume();
      return void done({ access_token: "one", expires_in: 7_200 });
    }
    void json(request).then((body) => {
      done({ errcode: 0, errmsg: "ok" });
      const { touser, text } = body as Sent;
      waiting.get(touser)?.(text.content);
      waiting.delete(touser);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port: own } = server.address() as AddressInfo;
  let serial = 10_000_000;
  return {
    url: `http://127.0.0.1:${own}`,
    async say(port, userId, content, taken) {
      const answered = new Promise<string>((answer) => waiting.set(userId, answer));
      const sent = performance.now();
      await post({ port, headers: XML, ...sealed(userId, content, (serial += 1)) });
      taken(performance.now() - sent);
      return answered;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const XML = { "content-type": "text/xml" };
const clock = { now: () => instantOf(Date.now()) };

function sealed(FromUserName: string, Content: string, serial: number) {
  const CreateTime = Math.floor(Date.now() / 1_000);
  const said = { FromUserName, CreateTime, MsgType: "text", Content, MsgId: String(serial) };
  const door = { account: ACCOUNT, clock, url: () => "" };
  return signedRequest(door, messageXml({ ToUserName: OURS, ...said }));
}
