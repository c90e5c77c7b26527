import type { Random } from "@warmline/shared/kernel/ids.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { schemaOf, type JsonSchema } from "../json-schema.ts";
import { anyFile } from "./files.ts";

/** What a careless or wicked client sends; draws ids from those that exist. */
export interface Source extends Random {
  /** Ids that exist, by what they are of. */
  readonly known: ReadonlyMap<string, readonly string[]>;
}

export interface MadeUp {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** A call of the endpoint: almost right mostly, sometimes wild; under a key of its own. */
export function makeCall(endpoint: Endpoint, random: Source, cookie: string): MadeUp {
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
    cookie,
    "content-type": endpoint.upload ? "application/octet-stream" : "application/json",
    "idempotency-key": `fuzz-key-${Math.floor(random.next() * 1e9)}`,
    "accept-language": pick(random, ["zh-CN", "en"]),
  };
  const method = endpoint.method.toUpperCase();
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  if (method === "GET") return { path: path + search, method, headers };
  return { path: path + search, method, headers, body: bodyFor(endpoint, random) };
}

function bodyFor(endpoint: Endpoint, random: Source): string | Uint8Array {
  if (endpoint.upload) return anyFile(random);
  if (chance(random, 0.05)) return anyText(random);
  return JSON.stringify(valueFor(schemaOf(endpoint.body), random)) ?? "";
}

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.toWellFormed();
}

/** Of everybody's days, and of nobody's. */
const DAYS = ["2025-11-01", "2026-02-29", "2026-12-01", "1900-01-01", "2099-12-31", "2025-13-45"];

export function chance(random: Source, of: number): boolean {
  return random.next() < of;
}

export function pick<T>(random: Source, list: readonly T[]): T {
  return list[Math.floor(random.next() * list.length)] as T;
}

/** Almost always of the schema's shape; now and then anything at all. */
export function valueFor(schema: JsonSchema, random: Source, hint = "", depth = 0): unknown {
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

function objectFor(schema: JsonSchema, random: Source, depth: number): Record<string, unknown> {
  const made: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const left = schema.required?.includes(key) ? 0.04 : 0.4;
    if (!chance(random, left)) made.push([key, valueFor(inner, random, key, depth + 1)]);
  }
  if (chance(random, 0.05))
    made.push([pick(random, ["__proto__", "$where", "extra"]), anything(random)]);
  return Object.fromEntries(made);
}

function numberFor({ minimum = -5, maximum = 2_000_000 }: JsonSchema, random: Source): number {
  const wild = [0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, minimum, maximum, maximum + 1];
  if (chance(random, 0.3)) return pick(random, wild);
  if (chance(random, 0.4)) return minimum + Math.floor(random.next() * 3);
  const span = Math.min(maximum, minimum + 10_000) - minimum;
  return minimum + Math.floor(random.next() * (span + 1));
}

function textFor({ pattern = "" }: JsonSchema, random: Source, hint: string): string {
  if (chance(random, 0.1)) return anyText(random);
  if (/\\d\{2\}-\\d\{2\}/.test(pattern)) return pick(random, DAYS);
  if (pattern.startsWith("^20")) return pick(random, ["2025-2026", "2026-2027", "2025-2027"]);
  if (pattern.startsWith("^[a-z][a-z0-9-]")) {
    return pick(random, ["residential", "commercial", "dwelling", "m2", "heat", "nothing"]);
  }
  if (pattern.startsWith("^[A-Z]")) return pick(random, ["A", "B", "Z"]);
  const fitting = [...random.known].find(([kind]) => hint.toLowerCase().includes(kind))?.[1];
  return chance(random, 0.8)
    ? pick(random, fitting ?? TEXTS)
    : pick(random, [...random.known.values()].flat());
}

const TEXTS = [
  "李娜",
  "13912345678",
  "+8613912345678",
  "三室一厅 不热",
  "1",
  "{where} {where, plural, other {#}",
  "'; DROP TABLE cases; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "𠮷野家👨‍👩‍👧‍👦",
  "㛃䶮𠮷",
  "%00%ff",
];

export function anyText(random: Source): string {
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

export function anything(random: Source): unknown {
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
