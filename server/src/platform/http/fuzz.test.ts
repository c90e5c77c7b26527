import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { ROLES } from "@warmline/shared/staff/actor.ts";
import { staff } from "@warmline/shared/staff/types.ts";
import { households, orgNodes } from "@warmline/shared/households/types.ts";
import { counters, hallServices } from "@warmline/shared/hall/types.ts";
import { cases } from "@warmline/shared/tickets/types.ts";
import type { Endpoint } from "@warmline/shared/wire/endpoint.ts";
import { endpoints } from "@warmline/shared/wire/index.ts";
import { seedDemoCity } from "../../demo/seed.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { pairedDevice, rawRequest } from "./testing.ts";

// Seeded garbage through every declared door, by someone who holds every role in a city full of
// data: sometimes wild, sometimes almost right. Nothing may break, and what is refused changes
// nothing.

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const ROUNDS = 25;
/** A refusal that is itself a fact worth keeping: failed sign-ins and lookups are counted. */
const RECORDS_ATTEMPTS = new Set(["staff.sign-in", "staff.change-own-password", "kiosk.lookup"]);

let server: TestServer;
let kiosk: string;
let cookie: string;
/** Ids that exist, by what they are of. */
const known = new Map<string, string[]>();
const statuses = new Map<number, number>();

beforeAll(async () => {
  server = await startTestServer();
  const { deps } = server;
  await seedDemoCity(deps, { households: 30, seasons: 1, seed: 7 });
  const byKind = (kind: string) => deps.store.find(orgNodes, { index: "byKind", where: { kind } });
  const halls = await byKind("hall");
  const hallId = halls[0]?.id ?? "";
  const atHall = { index: "byHall", where: { hallId } };
  const found: Record<string, readonly { readonly id: string }[]> = {
    hall: halls,
    branch: await byKind("branch"),
    case: await deps.store.find(cases, { index: "byOpen", where: { open: true }, limit: 9 }),
    counter: await deps.store.find(counters, atHall),
    service: await deps.store.find(hallServices, atHall),
    staff: await deps.store.find(staff, { index: "byActive", where: { active: true }, limit: 5 }),
    household: await deps.store.find(households, { index: "number", limit: 9 }),
  };
  found["assignee"] = found["staff"] ?? [];
  for (const [kind, list] of Object.entries(found)) {
    const ids = list.map(({ id }) => id);
    known.set(kind, ids);
  }
  kiosk = (await pairedDevice(deps, "kiosk", hallId)).cookie;
  cookie = (await server.signIn(ROLES)).cookie;
});
afterAll(async () => {
  process.stdout.write(`fuzz: answers ${JSON.stringify(Object.fromEntries(statuses))}\n`);
  await server.close();
});

test.each(endpoints.map((one, place): [string, Endpoint, number] => [one.name, one, place]))(
  `%s, SEED=${SEED}`,
  async (_, endpoint, place) => {
    const random = seededRandom(SEED + place);
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await server.deps.store.head();
      const call = makeCall(endpoint, random);
      const answer = await rawRequest(server.url, call.path, call);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const after = await server.deps.store.head();
      const what = `round ${round}: ${call.path} ${String(call.body).slice(0, 300)}`;
      const refused = answer.status >= 400;
      const sentence = typeof answer.json?.code === "string" && answer.json.message?.length > 1;
      const unchanged = after === before || RECORDS_ATTEMPTS.has(endpoint.name);
      expect(answer.status, `${what} answered ${answer.text}`).toBeLessThan(500);
      expect(!refused || (sentence && unchanged), `${what} answered ${answer.text}`).toBe(true);
      // It may have signed itself out.
      if (answer.status === 401 || endpoint.name === "staff.sign-out") {
        cookie = (await server.signIn(ROLES)).cookie;
      }
    }
  },
);

function makeCall(endpoint: Endpoint, random: Random) {
  const params = schemaOf(endpoint.params);
  const path = endpoint.path.replaceAll(/([\w-]+)\/:(\w+)/g, (_, parent: string, name: string) => {
    const hint = name === "id" ? parent : name;
    const value = asText(valueFor(params.properties?.[name] ?? {}, random, hint));
    return `${parent}/${encodeURIComponent(value) || "x"}`;
  });
  const query = new URLSearchParams();
  const wanted = valueFor(schemaOf(endpoint.query), random);
  if (endpoint.query !== undefined && typeof wanted === "object" && wanted !== null) {
    for (const [key, value] of Object.entries(wanted)) query.append(key, asText(value));
  }
  const headers = {
    cookie: `${cookie}; ${kiosk}`,
    "content-type": endpoint.upload ? "application/octet-stream" : "application/json",
    "idempotency-key": `fuzz-key-${Math.floor(random.next() * 1e9)}`,
  };
  const method = endpoint.method.toUpperCase();
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  if (method === "GET") return { path: path + search, method, headers, body: undefined };
  return { path: path + search, method, headers, body: bodyFor(endpoint, random) };
}

function bodyFor(endpoint: Endpoint, random: Random): string {
  if (endpoint.upload || chance(random, 0.05)) return anyText(random);
  return JSON.stringify(valueFor(schemaOf(endpoint.body), random)) ?? "";
}

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.toWellFormed();
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

function schemaOf(schema: z.ZodType | undefined): JsonSchema {
  if (schema === undefined) return {};
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

function chance(random: Random, of: number): boolean {
  return random.next() < of;
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random.next() * list.length)] as T;
}

/** Almost always of the schema's shape; now and then anything at all. */
function valueFor(schema: JsonSchema, random: Random, hint = "", depth = 0): unknown {
  if (chance(random, 0.04) || depth > 6) return anything(random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(random, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return valueFor(pick(random, choices), random, hint, depth);
  switch (schema.type ?? "anything") {
    case "object":
      return objectFor(schema, random, depth);
    case "array": {
      const length = Math.floor(random.next() * 4);
      return Array.from({ length }, () => valueFor(schema.items ?? {}, random, hint, depth + 1));
    }
    case "integer":
    case "number":
      return numberFor(schema, random);
    case "boolean":
      return chance(random, 0.5);
    case "string":
      return textFor(schema, random, hint);
    default:
      return anything(random);
  }
}

function objectFor(schema: JsonSchema, random: Random, depth: number): Record<string, unknown> {
  const made: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const left = schema.required?.includes(key) ? 0.04 : 0.4;
    if (!chance(random, left)) made.push([key, valueFor(inner, random, key, depth + 1)]);
  }
  if (chance(random, 0.05))
    made.push([pick(random, ["__proto__", "$where", "extra"]), anything(random)]);
  return Object.fromEntries(made);
}

function numberFor({ minimum = -5, maximum = 2_000_000 }: JsonSchema, random: Random): number {
  const wild = [0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, minimum, maximum, maximum + 1];
  if (chance(random, 0.3)) return pick(random, wild);
  if (chance(random, 0.4)) return minimum + Math.floor(random.next() * 3);
  const span = Math.min(maximum, minimum + 10_000) - minimum;
  return minimum + Math.floor(random.next() * (span + 1));
}

function textFor({ pattern = "" }: JsonSchema, random: Random, hint: string): string {
  if (chance(random, 0.1)) return anyText(random);
  if (/\\d\{2\}-\\d\{2\}/.test(pattern))
    return pick(random, ["2025-11-01", "2026-02-29", "2026-12-01"]);
  if (pattern.startsWith("^20")) return pick(random, ["2025-2026", "2026-2027", "2025-2027"]);
  if (pattern.startsWith("^[A-Z]")) return pick(random, ["A", "B", "Z"]);
  const fitting = [...known].find(([kind]) => hint.toLowerCase().includes(kind))?.[1];
  return chance(random, 0.8)
    ? pick(random, fitting ?? TEXTS)
    : pick(random, [...known.values()].flat());
}

const TEXTS = [
  "李娜",
  "13912345678",
  "+8613912345678",
  "三室一厅 不热",
  "1",
  "{{where}} $t(refusal.internal)",
  "'; DROP TABLE cases; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "𠮷野家👨‍👩‍👧‍👦",
  "%00%ff",
];

function anyText(random: Random): string {
  const wild = [
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e",
    "NaN",
    "null",
    "x".repeat(3_000),
    "暖".repeat(90),
  ];
  return pick(random, [...wild, ...TEXTS]);
}

function anything(random: Random): unknown {
  return pick<unknown>(random, [
    null,
    true,
    0,
    -1,
    1e308,
    anyText(random),
    [],
    {},
    [[[[[]]]]],
    { $gt: "" },
    { toString: 1, valueOf: 1, length: -1 },
    Array.from({ length: 200 }, () => 1),
  ]);
}
