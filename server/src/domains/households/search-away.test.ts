import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "warmline-away-"));
// No index can be made in the place of a file.
writeFileSync(join(folder, "search"), "");

let server: TestServer;
let cookie: string;
let household: Household;

beforeAll(async () => {
  server = await startTestServer({ DATA_DIR: folder });
  await insertCity(server.deps.store);
  cookie = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
  const people = [{ name: "赵六", relation: "owner", phones: ["13700001234"] }];
  const body = registration("101", { people });
  household = (await server.request("/api/households", { cookie, body })).body;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const search = (q: string, as = cookie) =>
  server.request("/api/households/search", { cookie: as, body: { q } });

test("while the index is away a counter finds by whole number and phone, in scope", async () => {
  const abroad = (await server.signIn(["cashier"], { kind: "branch", branchId: "b2" })).cookie;
  for (const q of [household.number, ` ${household.number} `, "137 0000 1234", "+8613700001234"]) {
    const { body } = await search(q);
    expect(body, q).toMatchObject({ rows: [{ id: household.id }], more: false });
    expect((await search(q, abroad)).body.rows ?? [], q).toEqual([]);
  }
});

test("and is told so where it asks for anything else", async () => {
  for (const path of ["households", "customers"]) {
    const answer = await server.request(`/api/${path}/search`, { cookie, body: { q: "赵六" } });
    expect([answer.status, answer.body.code]).toEqual([503, "search-unavailable"]);
  }
});
