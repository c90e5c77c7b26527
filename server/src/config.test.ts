import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { describe, expect, test } from "vitest";
import { CONFIG_KEYS, readConfig } from "./config.ts";

function complaintsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").slice(1).filter(Boolean);
  }
}

const keysIn = (complaints: string[]) => complaints.map((line) => line.trim().split(":")[0]);

test("nothing set: an embedded demo on this machine alone", () => {
  const config = readConfig({});
  expect(config).toMatchObject({ PROFILE: "embedded", HOST: "127.0.0.1", PORT: 8080, DEMO: true });
  expect(isAbsolute(config.DATA_DIR)).toBe(true);
  expect(Object.isFrozen(config)).toBe(true);
});

test("an empty value is as good as none", () => {
  expect(readConfig({ PORT: "", PUBLIC_URL: "", MONGO_URL: "", DEMO: "" })).toEqual(readConfig({}));
});

test("a cluster is no demo unless told so", () => {
  const cluster = {
    PROFILE: "cluster",
    MONGO_URL: "mongodb://db/",
    REDIS_URL: "redis://notifier/",
  };
  expect(readConfig(cluster).DEMO).toBe(false);
  expect(readConfig({ ...cluster, DEMO: "true" }).DEMO).toBe(true);
});

describe("bad keys", () => {
  const table: [string, Record<string, string>, string[]][] = [
    ["no such profile", { PROFILE: "cloud" }, ["PROFILE"]],
    ["a port beyond the last", { PORT: "65536" }, ["PORT"]],
    ["a port in words", { PORT: "http" }, ["PORT"]],
    ["half a port", { PORT: "80.5" }, ["PORT"]],
    ["a flag that is neither", { DEMO: "yes" }, ["DEMO"]],
    ["an address that is none", { PUBLIC_URL: "warm.example" }, ["PUBLIC_URL"]],
    ["an address without an origin", { PUBLIC_URL: "file:///warm" }, ["PUBLIC_URL"]],
    ["a limit of nothing", { RATE_READ_PER_MINUTE: "0" }, ["RATE_READ_PER_MINUTE"]],
    ["a database with an endless name", { MONGO_DATABASE: "x".repeat(61) }, ["MONGO_DATABASE"]],
    ["a cluster without engines", { PROFILE: "cluster" }, ["MONGO_URL", "REDIS_URL"]],
    [
      "a cluster with one engine",
      { PROFILE: "cluster", MONGO_URL: "mongodb://db/" },
      ["REDIS_URL"],
    ],
    ["another engine", { MONGO_URL: "postgres://db/" }, ["MONGO_URL"]],
    [
      "all at once",
      { PROFILE: "cluster", PORT: "-1", LOG_LEVEL: "loud", TRUST_PROXY: "99", MONGO_URL: "x" },
      ["PORT", "TRUST_PROXY", "MONGO_URL", "LOG_LEVEL", "REDIS_URL"],
    ],
  ];
  test.each(table)("%s", (_, environment, keys) => {
    expect(keysIn(complaintsOf(environment))).toEqual(keys);
  });

  test("no complaint repeats a value, as values may be secrets", () => {
    const secret = "hunter2";
    const all = Object.fromEntries(CONFIG_KEYS.map((key) => [key, secret]));
    const complaints = complaintsOf(all);
    expect(complaints.length).toBeGreaterThan(10);
    expect(complaints.join()).not.toContain(secret);
  });
});

test(".env.example names exactly the keys that are read, and what holds without them", () => {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  const settings = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("="));
  const forService = settings.filter(([key]) => !key?.startsWith("WARMLINE_TEST_"));
  expect(new Set(forService.map(([key]) => key))).toEqual(new Set(CONFIG_KEYS));
  expect(readConfig(Object.fromEntries(forService))).toEqual(readConfig({}));
});

/** The image fixes where it listens and keeps its data, and leaves the demo behind. */
test("docker-compose passes every setting that the image does not fix", () => {
  const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  const passed = [...read("docker-compose.yml").matchAll(/^ {4}([A-Z_]+): /gm)].map(
    ([, key]) => key,
  );
  const fixed = new Set(["HOST", "PORT", "DATA_DIR", "DEMO_HOUSEHOLDS", "DEMO_SEASONS"]);
  expect(new Set(passed)).toEqual(new Set(CONFIG_KEYS.filter((key) => !fixed.has(key))));
  expect(read("docker-compose.yml")).toContain('DEMO: "false"');
  expect(read("docker-compose.yml")).not.toMatch(/^ +ports: \["\d/m);
});
