import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takesKey, type Endpoint } from "@warmline/shared/api/endpoint.ts";
import { endpoints, manifests } from "@warmline/shared/manifests.ts";
import { readRecords } from "@warmline/shared/security/read-record.ts";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { pairedDevice, rawRequest } from "@warmline/server/platform/http/testing.ts";
import { LiveClient } from "@warmline/server/platform/realtime/testing.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { schemaOf } from "../json-schema.ts";
import { joinFor, requestFor } from "./requests.ts";
import { makeThings, OWN, type Things } from "./things.ts";

// Whatever shows something of people is recorded with whoever looked: every endpoint and live view
// of the manifests is asked, and what its answer may hold is read from its schema.

/** Fields that hold something of residents, or list people. */
const PERSONAL = new Set([
  "name",
  "people",
  "phones",
  "phone",
  "contact",
  "contactName",
  "holder",
  "payer",
  "address",
  "placeText",
  "owedFen",
  "householdName",
  "login",
]);

/** Where such a field is none of a resident's and lists no people, or tells one of themselves. */
const OF_NOBODY: ReadonlySet<string> = new Set([
  "preview-season-move",
  "catalogue.preview",
  // How many.
  "campaigns.preview",
  "preview-season-days",
  "preview-outage-refund",
  "preview-outage-refund-undo",
  // Sums of a season run.
  "preview-season-run-charge",
  "preview-season-run-undo",
  // Masked, to whoever holds the notice: of a code on paper nobody is known who asks.
  "dunning.check-slip",
  // Words and sums of a run of messages.
  "preview-dunning-send",
  "preview-carry-seal",
  "preview-carry-withdrawal",
  "preview-approval-policy",
  "requests.policies",
  // Places, devices, halls.
  "org.children",
  "org.node",
  "org.tree",
  "reports.old-debt",
  "incidents.list",
  "incidents.read",
  "incidents.of-household",
  "devices.list",
  "devices.self",
  "devices.approve",
  "devices.revoke",
  "hall.statistics",
  "health.read",
  // Addresses that requests came from.
  "security.events",
  "security.acknowledge",
  "security.reopen",
  // Oneself, and the demo's log-ins.
  "staff.sign-in",
  "staff.who-am-i",
  "demo.read",
  // Where a hall is.
  "hall.set-profile",
  // One colleague whom the command's own record in the trail names.
  "staff.create",
  "staff.change",
  "staff.deactivate",
  "staff.reactivate",
  "staff.reset-password",
  "staff.unlock",
  // What the trail's record of the payment, charge or opening says as well.
  "ledger.pay",
  "ledger.charge",
  "ledger.charge-late-fee",
  "ledger.charge-service",
  "ledger.apply-prepaid",
  "ledger.open",
  "ledger.open-many",
  "ledger.void",
  "ledger.reverse",
  "ledger.return-balance",
]);

/** Bytes have no fields: a picture or a recording. */
const FILES = new Set(["files.read", "requests.read-file"]);

function fieldsOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== "object" || schema === null) return found;
  const { properties } = schema as { properties?: object };
  for (const field of Object.keys(properties ?? {})) found.add(field);
  for (const inner of Object.values(schema)) fieldsOf(inner, found);
  return found;
}

function isPersonal({ name, answer }: Endpoint): boolean {
  if (FILES.has(name)) return true;
  return (
    !OF_NOBODY.has(name) && [...fieldsOf(schemaOf(answer))].some((field) => PERSONAL.has(field))
  );
}

describe("what may show something of people", () => {
  test("declares what it shows", () => {
    const silent = endpoints.filter((one) => isPersonal(one) && one.reads === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("is asked without a phone or a name in the address", () => {
    const told = endpoints.filter(({ params, query }) =>
      [params, query].some((schema) => {
        return [...fieldsOf(schemaOf(schema))].some((field) =>
          ["phone", "name", "q"].includes(field),
        );
      }),
    );
    expect(told.map(({ name }) => name)).toEqual([]);
  });

  test("live views, too: but for desks, halls, incidents, alarms and counts", () => {
    const silent = manifests.flatMap(({ views }) => views).filter(({ reads }) => !reads);
    const names = silent.map(({ name }) => name).toSorted();
    expect(names).toEqual([
      "acd",
      "board",
      "callstats",
      "campaigns",
      "canned-answers",
      "chatdesk",
      "hall",
      "incident",
      "incidents",
      "security",
    ]);
  });
});

let server: TestServer;
let things: Things;
let cookie: string;
let kiosk: string;

beforeAll(async () => {
  server = await startTestServer();
  await seedDemoCity(server.deps, { households: 60, seasons: 1, seed: 7 });
  things = await makeThings(server);
  cookie = (await server.signIn(ROLES)).cookie;
  kiosk = (await pairedDevice(server.deps, "kiosk", OWN.hall)).cookie;
}, 60_000);
afterAll(() => server.close());

async function recorded() {
  await server.deps.records.flush();
  const found = await server.deps.store.find(readRecords, { index: "byTime", limit: 10_000 });
  return found.flatMap(({ looks, ...who }) => looks.map((look) => ({ ...who, ...look })));
}

const declared = endpoints.filter(({ reads }) => reads !== undefined);
// A command's look is that of its query; what the table's examples do not carry out shows nothing.
const read = declared.filter((one) => !takesKey(one) && one.name !== "kiosk.lookup");

test.each(read.map((one): [string, Endpoint] => [one.name, one]))(
  "%s records who looked, at what, from which page",
  async (_, endpoint) => {
    const before = (await recorded()).length;
    const request = requestFor(endpoint, things);
    const page = "/console/households/h?for=cases/c";
    const headers = { ...request.headers, cookie, "from-page": page };
    const answer = await rawRequest(server.url, request.path, { ...request, headers });
    expect(answer.status, answer.text).toBe(200);
    const looks = (await recorded()).slice(before);
    expect(looks).toMatchObject([
      { what: endpoint.reads?.what, page, actorKind: "staff", times: 1 },
    ]);
  },
);

test.each(manifests.flatMap(({ views }) => views.filter(({ reads }) => reads)))(
  "joining $name is a look",
  async (view) => {
    const before = (await recorded()).length;
    const client = await LiveClient.connected(server.url, cookie);
    const { params } = joinFor(view, things);
    await client.joined(view.name, params);
    client.close();
    const looks = (await recorded()).slice(before);
    expect(looks).toMatchObject([{ what: view.reads?.what, actorKind: "staff" }]);
    expect(looks[0]?.count).toBeGreaterThan(0);
  },
);

test("a resident at a kiosk counts as a look of the kiosk's", async () => {
  const before = (await recorded()).length;
  const value = things["number"] ?? "";
  const digits = (things["phone"] ?? "").slice(-4);
  const body = { by: "number", value, digits };
  const answer = await server.request("/api/kiosk/lookup", { cookie: kiosk, body, key: null });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const looks = (await recorded()).slice(before);
  const subjects = [`households/${things["household"]}`];
  expect(looks).toMatchObject([{ what: "account", actorKind: "kiosk", subjects }]);
});

test("who looked at this household is found by it, for whoever may ask", async () => {
  const auditor = (await server.signIn(["auditor"])).cookie;
  const subject = `households/${things["household"]}`;
  const path = `/api/security/reads?subject=${encodeURIComponent(subject)}&limit=3`;
  const first = await server.request(path, { cookie: auditor });
  expect(first.body.rows).toHaveLength(3);
  for (const { looks } of first.body.rows) {
    expect(looks.some((look: { subjects: string[] }) => look.subjects.includes(subject))).toBe(
      true,
    );
  }
  const next = await server.request(`${path}&after=${first.body.next}`, { cookie: auditor });
  const ids = [...first.body.rows, ...next.body.rows].map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const nobody = await server.signIn(["supervisor"]);
  expect((await server.request(path, { cookie: nobody.cookie })).body.code).toBe("forbidden");
});
