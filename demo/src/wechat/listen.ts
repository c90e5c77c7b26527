import type { IncomingMessage } from "node:http";
import { listening, type Listening } from "../listening.ts";

/** The platform is away: nobody knows what became of it. */
export const AWAY = Symbol("away");

/** An interface of the platform's. */
export function listenLocally(
  answer: (request: IncomingMessage) => Promise<object | typeof AWAY>,
): Promise<Listening> {
  return listening((request, response) => {
    void answer(request).then(
      (body) => {
        if (body === AWAY) return response.writeHead(502).end();
        if (body instanceof Uint8Array) {
          return response.writeHead(200, { "content-type": "application/octet-stream" }).end(body);
        }
        return response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify(body));
      },
      () => response.writeHead(400).end(),
    );
  });
}

/** As the real ones say it, success too. */
export function failure(errcode: number): object {
  return { errcode, errmsg: errcode === 0 ? "ok" : `simulated ${errcode}` };
}
