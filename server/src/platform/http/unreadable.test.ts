import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { answerUnreadable } from "./unreadable.ts";

// What Node's parser turns away is refused as everything else is: by a code and a sentence.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function sendBytes(text: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  const parts: Buffer[] = [];
  socket.on("data", (part: Buffer) => parts.push(part)).on("error", () => undefined);
  socket.write(Buffer.from(text, "latin1"));
  await once(socket, "close");
  return Buffer.concat(parts).toString();
}

const LONG = "x".repeat(20_000);
const cases: [string, number, string, string][] = [
  ["no HTTP", 400, "bad-request", "nonsense\r\n\r\n"],
  ["bytes in the path", 400, "bad-request", "GET /\u00e6 HTTP/1.1\r\nHost: a\r\n\r\n"],
  ["NUL in a header", 400, "bad-request", "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"],
  ["headers too long", 431, "headers-too-large", `GET / HTTP/1.1\r\nCookie: ${LONG}\r\n\r\n`],
  ["no host", 400, "bad-request", "GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n"],
];

test.each(cases)("%s", async (_, status, code, bytes) => {
  const answer = await sendBytes(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const body = JSON.parse(answer.slice(answer.indexOf("{")));
  expect(body).toEqual({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
});

test("in English for whoever asks for it", async () => {
  const answer = await sendBytes("GET /\u00e6 HTTP/1.1\r\nAccept-Language: en\r\n\r\n");
  expect(answer).toContain("The request is not well-formed");
});

test("nothing is said in the place of the answer to what came before it", async () => {
  const good = "GET /api/health HTTP/1.1\r\nHost: a\r\n\r\n";
  expect(await sendBytes(`${good}nonsense\r\n\r\n`)).not.toContain(" 400 ");
});

test("nor in the place of the second of two answers, after the first", async () => {
  const held: ServerResponse[] = [];
  const http = createServer(({ url }, response) => {
    if (url === "/held") held.push(response);
    else response.end("first");
  });
  answerUnreadable(http);
  await once(http.listen(0), "listening");
  const { port } = http.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  let answered = "";
  socket.on("data", (part: string) => (answered += part)).on("error", () => undefined);
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => held.length === 1 && answered.endsWith("first")).toBe(true);
  socket.write("nonsense\r\n\r\n");
  await once(socket, "close");
  expect(answered).toMatch(/first$/);
  http.close();
});

test("an expectation that nobody meets is passed over", async () => {
  const answer = await sendBytes(
    "GET /api/health HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n",
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});
