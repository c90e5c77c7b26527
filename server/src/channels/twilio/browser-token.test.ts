import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { BROWSERS, TELEPHONE } from "./fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ...TELEPHONE, ...BROWSERS });
});
afterAll(() => server.close());

const PATH = "/api/telephone/voice-token";
const ask = (from: TestServer, cookie?: string) =>
  from.request(PATH, { body: {}, key: null, ...(cookie === undefined ? {} : { cookie }) });

function partsOf(token: string) {
  const [header = "", payload = "", signature] = token.split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  return {
    header: read(header),
    payload: read(payload),
    signed: `${header}.${payload}`,
    signature,
  };
}

test("an agent's browser connects as that person, for an hour", async () => {
  const { cookie, id } = await server.signIn(["agent"]);
  const voice = await server.request("/api/telephone/voice", { cookie });
  expect(voice.body).toEqual({ line: "carrier" });
  const answer = await ask(server, cookie);
  expect(answer.status).toBe(200);
  const { header, payload, signed, signature } = partsOf(answer.body.token);
  expect(header).toMatchObject({ alg: "HS256", typ: "JWT" });
  const right = createHmac("sha256", BROWSERS.TWILIO_API_SECRET).update(signed);
  expect(signature).toBe(right.digest("base64url"));
  expect(payload).toMatchObject({
    iss: BROWSERS.TWILIO_API_KEY,
    sub: TELEPHONE.TWILIO_ACCOUNT_SID,
    grants: {
      identity: id.replaceAll("-", "_"),
      voice: { outgoing: { application_sid: BROWSERS.TWILIO_VOICE_APP } },
    },
  });
  expect(payload.grants.voice.incoming?.allow ?? false).toBe(false);
  expect(payload.exp - payload.iat).toBe(3_600);
});

test("nobody else gets one, and none is made without a key", async () => {
  const { cookie } = await server.signIn(["auditor"]);
  expect((await ask(server, cookie)).status).toBe(403);
  expect((await ask(server)).status).toBe(401);
  const plain = await startTestServer(TELEPHONE);
  try {
    const agent = await plain.signIn(["agent"]);
    const voice = await plain.request("/api/telephone/voice", { cookie: agent.cookie });
    expect(voice.body).toEqual({ line: "none" });
    const refused = await ask(plain, agent.cookie);
    expect([refused.status, refused.body.code]).toEqual([404, "no-browser-voice"]);
  } finally {
    await plain.close();
  }
});
