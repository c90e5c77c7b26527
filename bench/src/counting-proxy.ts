import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** What crossed the wire to the browser since it was last asked, in bytes by kind. */
export interface Traffic {
  readonly requests: number;
  readonly bytes: Readonly<Record<string, number>>;
}

/**
 * Stands between browser and server and counts what the server sends, heads included, compressed
 * as it is sent. The browser's own count leaves out what a service worker fetches.
 */
export interface CountingProxy {
  readonly url: string;
  /** Answers the traffic since the last call, once nothing has come for `quietMs`. */
  take(quietMs: number): Promise<Traffic>;
  close(): void;
}

const KINDS = [
  ["script", /javascript/],
  ["style", /css/],
  ["font", /font|woff/],
  ["image", /^image/],
  ["audio", /^audio/],
  ["page", /html/],
] as const;

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  let requests = 0;
  let bytes: Record<string, number> = {};
  let lastAt = performance.now();
  const count = (kind: string, size: number) => {
    bytes[kind] = (bytes[kind] ?? 0) + size;
    lastAt = performance.now();
  };

  const server = createServer((from, answer) => {
    requests += 1;
    lastAt = performance.now();
    forward({ hostname, port }, from, answer, count);
  });
  server.on("upgrade", (from: IncomingMessage, browser: Socket, head: Buffer) => {
    requests += 1;
    tunnel(connect(Number(port), hostname), from, browser, head, count);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async take(quietMs) {
      while (performance.now() - lastAt < quietMs) {
        await new Promise((done) => setTimeout(done, quietMs / 10));
      }
      const traffic = { requests, bytes };
      [requests, bytes] = [0, {}];
      return traffic;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Count = (kind: string, size: number) => void;

function forward(
  to: { hostname: string; port: string },
  from: IncomingMessage,
  answer: ServerResponse,
  count: Count,
): void {
  const { method, url: path, headers } = from;
  const onward = request({ ...to, method, path, headers }, (response) => {
    const type = response.headers["content-type"] ?? "";
    const kind = KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? "data";
    count(kind, response.rawHeaders.join(": ").length);
    response.on("data", (chunk: Buffer) => count(kind, chunk.length));
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  from.pipe(onward);
}

/** A live connection: what comes from the server counts as data. */
function tunnel(
  server: Socket,
  from: IncomingMessage,
  browser: Socket,
  head: Buffer,
  count: Count,
): void {
  const lines = [`${from.method} ${from.url} HTTP/1.1`];
  for (let at = 0; at < from.rawHeaders.length; at += 2) {
    lines.push(`${from.rawHeaders[at]}: ${from.rawHeaders[at + 1]}`);
  }
  server.write(`${lines.join("\r\n")}\r\n\r\n`);
  server.write(head);
  server.on("data", (chunk: Buffer) => count("data", chunk.length));
  server.pipe(browser).pipe(server);
  for (const end of [server, browser]) {
    end.on("error", () => end.destroy());
    end.on("close", () => (end === server ? browser : server).destroy());
  }
}
