import { once } from "node:events";
import { connect } from "node:net";
import type { Random } from "@warmline/shared/kernel/ids.ts";
import { DEADLINE_MS } from "./attack.ts";

const POST = "POST /api/sign-in HTTP/1.1\r\nHost: a\r\n";
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n`;

/** Below HTTP: bytes that are no request, or two that are one. */
const REQUESTS: readonly string[] = [
  "GET / HTTP/1.1\r\n\r\n",
  "GET /api/me HTTP/9\r\n\u0000\r\n\r\n",
  "GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
  "FETCH /api/me HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /api/me?\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /api/\u00e6\u009a\u0096 HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET http://evil.example/api/me HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET //evil.example/api/me HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /%ZZ HTTP/1.1\r\nHost: a\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /api/me HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
  "GET /api/me HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
  "GET /api/me HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
  `GET /api/me HTTP/1.1\r\nHost: a\r\nCookie: ${"a".repeat(20_000)}\r\n\r\n`,
  `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET /api/me HTTP/1.1\r\nHost: a\r\n${"X: 1\r\n".repeat(3_000)}\r\n`,
  `${POST}Content-Length: -1\r\n\r\n`,
  `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
  `${CHUNKED}Content-Length: 2\r\n\r\n{}`,
  `${CHUNKED}\r\nzz\r\n`,
  `${CHUNKED}\r\n1;${"a".repeat(20_000)}`,
  `${POST}Transfer-Encoding: gzip\r\n\r\n`,
  `${POST}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}}}}}GET`,
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
  "\r\n\r\n\r\n",
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n" +
    "Connection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 99\r\n\r\n",
  "GET /socket.io/?EIO=3&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /api/me HTTP/1.1\r\nHost: a\r\nUpgrade: TLS/1.0\r\nConnection: Upgrade\r\n\r\n",
];

/** Sends one of them, then says that it is done; answers what is wrong with the answer, or null. */
export async function attackWire(url: string, place: number, { next }: Random) {
  const whole = Buffer.from(REQUESTS[place % REQUESTS.length] ?? "", "latin1");
  const sent = next() < 0.8 ? whole : whole.subarray(0, Math.floor(next() * whole.length));
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const parts: Buffer[] = [];
  // Cut off while something is still being sent: that is an end, too.
  socket.on("error", () => undefined).on("data", (part: Buffer) => parts.push(part));
  const closed = once(socket, "close", { signal: AbortSignal.timeout(DEADLINE_MS) });
  socket.end(sent);
  const said = JSON.stringify(sent.toString("latin1").slice(0, 120));
  try {
    await closed;
  } catch {
    socket.destroy();
    return `the connection stays open: ${said}`;
  }
  return faultIn(Buffer.concat(parts).toString(), said);
}

/** Engine.IO refuses its own handshakes in words of its own, which only its client reads. */
const ENGINE = /^"GET \/socket\.io/;

function faultIn(answer: string, said: string): string | null {
  const [, status = "0"] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
  if (Number(status) >= 500) return `answered ${status}: ${said}`;
  if (Number(status) < 400 || ENGINE.test(said)) return null;
  const coded = /"code":"[a-z-]+","message":"[^"]{2,}"/.test(answer);
  return coded ? null : `has no code: ${said} answered ${answer.slice(0, 200)}`;
}
