import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { takesKey, type Endpoint } from "@warmline/shared/api/endpoint.ts";
import { endpoints, refusals, webhooks } from "@warmline/shared/manifests.ts";
import { zh } from "@warmline/shared/messages/zh.ts";
import { TELEPHONE } from "../../channels/twilio/fixture.ts";
import { GATEWAY, OFFICIAL, SERVICE } from "../../channels/wechat/fixture.ts";
import { testedModules, startTestServer, type TestServer } from "../../testing.ts";
import { platformRefusals } from "./refusals.ts";
import { pairedDevice, pathOf, rawRequest, type RawRequest } from "./testing.ts";

// Every declared endpoint, asked in every way that it must refuse.

let server: TestServer;
/** The cookie of one person who holds every role, and of a kiosk. */
let all: string;
let kiosk: string;

beforeAll(async () => {
  server = await startTestServer({
    ...TELEPHONE,
    ...OFFICIAL,
    ...SERVICE,
    ...GATEWAY,
    PUBLIC_URL: "",
  });
  all = (await server.signIn(ROLES)).cookie;
  kiosk = (await pairedDevice(server.deps, "kiosk", "hall")).cookie;
});
afterAll(() => server.close());

const table = (list: readonly Endpoint[]) =>
  list.map((one): [string, Endpoint] => [`${one.method.toUpperCase()} ${one.path}`, one]);
const closed = endpoints.filter(({ permit }) => permit !== "public");
const withJson = endpoints.filter(({ body }) => body !== undefined);

function request(endpoint: Endpoint, raw: RawRequest = {}) {
  return rawRequest(server.url, pathOf(endpoint), {
    method: endpoint.method.toUpperCase(),
    ...raw,
  });
}

/** As someone whom the endpoint lets in, with a good key. */
function requestAsAllowed(
  endpoint: Endpoint,
  body: string | Uint8Array,
  type = "application/json",
) {
  const cookie = `${all}; ${kiosk}`;
  const headers = { cookie, "content-type": type, "idempotency-key": `endpoints-${Math.random()}` };
  return request(endpoint, { headers, body });
}

function expectRefusal(answer: { status: number; json: unknown }, status: number, code: string) {
  expect(answer).toMatchObject({ status, json: { code, message: expect.stringMatching(/../u) } });
}

describe("the declarations", () => {
  const served = () =>
    testedModules
      .flatMap(({ routes }) => routes?.(server.deps) ?? [])
      .map(({ endpoint }) => endpoint);
  const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;

  test("are served one for one", () => {
    const declared = served();
    expect(declared.map(nameOf).toSorted()).toEqual(endpoints.map(nameOf).toSorted());
    expect(new Set(declared)).toEqual(new Set(endpoints));
  });

  test("webhooks, too", async () => {
    const found = await Promise.all(
      testedModules.map(async (one) => (await one.webhooks?.(server.deps)) ?? []),
    );
    const routes = found.flat();
    expect(new Set(routes.map(({ webhook }) => webhook))).toEqual(new Set(webhooks));
    expect(new Set(webhooks.map(({ path }) => path)).size).toBe(webhooks.length);
  });

  test("do not stand in each other's way", () => {
    const declared = served();
    for (const endpoint of declared) {
      const path = pathOf(endpoint);
      const first = declared.find(
        (one) =>
          one.method === endpoint.method &&
          new RegExp(`^${one.path.replaceAll(/:\w+/g, "[^/]+")}$`).test(path),
      );
      expect(nameOf(first as Endpoint)).toBe(nameOf(endpoint));
    }
  });

  test("have names and summaries of their own", () => {
    expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
    for (const { summary } of endpoints) expect(summary.length).toBeGreaterThan(8);
  });

  test("every refusal that they list has a status", () => {
    const statuses = [...refusals, platformRefusals].flatMap((one) => Object.keys(one));
    const known = new Set(statuses);
    const listed = endpoints.flatMap((endpoint) => endpoint.refusals);
    expect(listed.filter((code) => !known.has(code))).toEqual([]);
  });

  test("every refusal has its sentence", () => {
    const codes = [...refusals, platformRefusals].flatMap((statuses) => Object.keys(statuses));
    expect(codes.filter((code) => !(`refusal.${code}` in zh))).toEqual([]);
  });

  test.each(table(endpoints))("%s bounds every text and list it takes", (_, endpoint) => {
    const { params, query, body } = endpoint;
    for (const schema of [params, query, body].filter((one) => one !== undefined)) {
      const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
      expect(unbounded(json, "")).toEqual([]);
    }
  });
});

/** Where a JSON schema lets in text, lists or keys without end. */
function unbounded(schema: unknown, where: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const {
    type,
    maxLength,
    maxItems,
    pattern,
    format,
    enum: values,
  } = schema as Record<string, unknown>;
  const fixed = values !== undefined || "const" in schema;
  const boundedText =
    maxLength !== undefined ||
    (typeof pattern === "string" && /^\^[^*+]*\$$/.test(pattern)) ||
    format !== undefined;
  const here =
    (type === "string" && !fixed && !boundedText) || (type === "array" && maxItems === undefined);
  const inside = Object.entries(schema).flatMap(([key, value]) =>
    unbounded(value, `${where}/${key}`),
  );
  return here ? [where, ...inside] : inside;
}

describe("who may come in", () => {
  test.each(table(closed))("%s: nobody without a sign-in", async (_, endpoint) => {
    expectRefusal(await request(endpoint), 401, "not-signed-in");
    const headers = { cookie: "warmline=invented; warmline-kiosk=%E0%A4%A" };
    expectRefusal(await request(endpoint, { headers }), 401, "not-signed-in");
  });
});

describe("what is brought in", () => {
  test.each(table(withJson))("%s: broken JSON", async (_, endpoint) => {
    for (const body of ['{"a":', "nonsense", '"text"', "\u0000"]) {
      expectRefusal(await requestAsAllowed(endpoint, body), 400, "bad-json");
    }
  });

  test.each(table(withJson))("%s: another content type", async (_, endpoint) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      expectRefusal(await requestAsAllowed(endpoint, "{}", type), 415, "wrong-content-type");
    }
  });

  test.each(table(withJson))("%s: keys that it does not know", async (_, endpoint) => {
    const answer = await requestAsAllowed(endpoint, '{"surprise":1}');
    expectRefusal(answer, 400, "bad-input");
    expect(answer.json.issues.length).toBeGreaterThan(0);
  });

  test.each(table(withJson))("%s: more than it takes", async (_, endpoint) => {
    const answer = await requestAsAllowed(
      endpoint,
      JSON.stringify({ description: "暖".repeat(50_000) }),
    );
    expectRefusal(answer, 413, "too-large");
    expect(answer.json.message).toContain("128 KB");
  });

  test.each(table(endpoints.filter((one) => takesKey(one) && !one.upload)))(
    "%s: no idempotency key",
    async (_, endpoint) => {
      for (const key of [undefined, "", "short", "x".repeat(81), "has a blank in it"]) {
        const headers = {
          cookie: `${all}; ${kiosk}`,
          "content-type": "application/json",
          ...(key === undefined ? {} : { "idempotency-key": key }),
        };
        const answer = await request(endpoint, { headers, body: "{}" });
        expect(answer.status).toBe(400);
        // What is wrong with the body comes first.
        expect(["bad-input", "key-missing"]).toContain(answer.json.code);
      }
    },
  );

  test.each(table(endpoints.filter(({ method }) => method === "post")))(
    "%s: from a page of another site",
    async (_, endpoint) => {
      const other = [
        "https://evil.example",
        "null",
        `${server.url}.evil.example`,
        "http://127.0.0.1:1",
      ];
      for (const origin of other) {
        const headers = { cookie: `${all}; ${kiosk}`, origin };
        expectRefusal(await request(endpoint, { headers }), 403, "wrong-origin");
      }
      const own = await request(endpoint, { headers: { origin: server.url } });
      expect(own.json?.code).not.toBe("wrong-origin");
    },
  );

  test.each(table(endpoints.filter(({ method }) => method === "post")))(
    "%s: from a page that shows somebody else than is signed in",
    async (_, endpoint) => {
      const headers = { cookie: `${all}; ${kiosk}`, "acting-as": "somebody-else" };
      expectRefusal(await request(endpoint, { headers }), 409, "another-person");
      const nobody = await request(endpoint, { headers: { "acting-as": "somebody-else" } });
      expect(nobody.json?.code).not.toBe("another-person");
    },
  );
});

test("none of this has changed anything", async () => {
  // Which is to say: no audit record but of sign-ins, and of alarms about so much that was refused.
  const { cookie } = await server.signIn(["auditor"]);
  const { body } = await server.request("/api/audit?limit=200", { cookie });
  const commands: string[] = body.rows.map(({ command }: { command: string }) => command);
  const own = new Set(["staff.sign-in", "security.raise-alarm"]);
  expect([...new Set(commands)].filter((command) => !own.has(command))).toEqual([]);
});
