import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** The platform is away: nobody knows what became of it. */
export const AWAY = Symbol("away");

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** An interface of the platform's, at this machine alone, at a port that is free. */
export async function listenLocally(
  answer: (request: IncomingMessage) => Promise<object | typeof AWAY>,
): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer(request).then(
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
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** As the real ones say it, success too. */
export function failure(errcode: number): object {
  return { errcode, errmsg: errcode === 0 ? "ok" : `simulated ${errcode}` };
}
