import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { counters, hallServices, queueTickets } from "@warmline/shared/hall/model.ts";
import { households, orgNodes, seasons } from "@warmline/shared/households/model.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { ROLES, type Scope } from "@warmline/shared/access/actor.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Endpoint, Schema } from "@warmline/shared/api/endpoint.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { makeCall, type MadeUp } from "../fuzz/call.ts";
import { pairedDevice, rawRequest } from "@warmline/server/platform/http/testing.ts";
import { commitsAfter, startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { campaignOf } from "./campaign.ts";
import * as theirs from "./foreign.ts";
import { dunningRun } from "./dunning-run.ts";
import { anInvoice } from "./invoice.ts";
import { foreignShift } from "./foreign-shift.ts";
import { pinnedRows, staffCells } from "./text.ts";
import { missedCall, proposedPolicy } from "./things.ts";

// Somebody with every role, but of one branch or one hall, at every endpoint that names a thing or
// is the whole city's: with the ids of another's things. Whatever else they send, nothing comes out
// and nothing changes.

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const ROUNDS = 25;
/** For what is hard to get right by chance: of contracts to sign, one in four hundred. */
const ROUNDS_MAX = 100;
const DRAWS_MAX = 20_000;
const DRAWS_AT_ONCE = 100;
const MINE = { branch: "branch-01", hall: "hall-xicheng" } as const;
const SCOPES = {
  branch: { kind: "branch", branchId: MINE.branch },
  hall: { kind: "hall", hallId: MINE.hall },
} as const satisfies Record<string, Scope>;

/** Refused before anybody looks whose it is. */
const UNREAD = new Set(["bad-input", "bad-json", "key-missing", "wrong-content-type"]);
const TURNED_AWAY = new Set(["out-of-scope", "not-found", "chat-unknown", "forbidden"]);

let server: TestServer;
const cookies = new Map<string, string>();
/** What is another's, by how a path begins. */
const foreign = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  const { deps } = server;
  await seedDemoCity(deps, { households: 60, seasons: 1, seed: 7 });
  for (const [name, scope] of Object.entries(SCOPES)) {
    cookies.set(name, (await server.signIn(ROLES, scope)).cookie);
  }
  const entry = await other(
    entries,
    "seq",
    ({ place = "", paymentId }) => paymentId !== undefined && !place.startsWith(`${MINE.branch}/`),
  );
  const householdId = entry.streamId.slice("account/".length);
  const household = await other(households, "number", ({ id }) => id === householdId);
  const elsewhere = (one: { branchId?: string }) => (one.branchId ?? MINE.branch) !== MINE.branch;
  const caseRecord = await other(cases, "byOpen", elsewhere);
  const service = await other(hallServices, "byHall", ({ hallId }) => hallId !== MINE.hall);
  const { cookie: kiosk, id: device } = await pairedDevice(deps, "kiosk", service.hallId);
  const body = { serviceId: service.id, priority: "normal" };
  const slip = await server.request("/api/kiosk/numbers", {
    cookie: kiosk,
    body,
    key: "foreign-ticket",
  });
  foreign.set("/api/households/by-number/", household.number);
  foreign.set("/api/households/", household.id);
  foreign.set("/api/customers/", await theirs.foreignCustomer(server, household));
  foreign.set("/api/entries/", entry.id);
  foreign.set("/api/receipts/", entry.paymentId ?? "");
  foreign.set("/api/cases/", caseRecord.id);
  const call = missedCall(household, deps.clock.now());
  foreign.set("/api/calls/", call.id);
  const incidentId = await theirs.foreignIncident(server, household.place.unitId);
  foreign.set("/api/incidents/", incidentId);
  foreign.set("/api/campaigns/", (await campaignOf(deps, incidentId)).id);
  const file = { id: "foreign-file", state: "attached", caseId: caseRecord.id } as const;
  const kept = { type: "image/webp", sizeBytes: 3, at: deps.clock.now() };
  const uploader = { uploaderId: "u", uploaderName: "u" };
  await deps.store.commit([
    insert(storedFiles, { ...file, ...kept, ...uploader }),
    insert(calls, call),
  ]);
  const messages = await theirs.foreignMessages(server, caseRecord.id, household.place.branchId);
  const refund = await theirs.foreignRefund(server, household.id, service.hallId);
  for (const [path, id] of [...messages, ...refund]) foreign.set(path, id);
  const theirInvoice = { branch: household.place.branchId, hall: service.hallId };
  foreign.set("/api/invoices/", await anInvoice(server, household.id, theirInvoice));
  foreign.set("/api/files/", file.id);
  foreign.set("/api/clock-policies/", await proposedPolicy(server));
  foreign.set("/api/approval-policies/", "reversal");
  foreign.set("/api/branches/", household.place.branchId);
  foreign.set("/api/halls/", service.hallId);
  foreign.set("/api/hall-services/", service.id);
  foreign.set("/api/ledger/days/", service.hallId);
  foreign.set("/api/ledger/shifts/", "a-shift");
  await deps.store.commit([insert(shifts, foreignShift(service.hallId, deps.clock.now()))]);
  foreign.set(
    "/api/counters/",
    (await other(counters, "byHall", ({ hallId }) => hallId !== MINE.hall)).id,
  );
  foreign.set(
    "/api/tickets/",
    (await other(queueTickets, "byDay", ({ id }) => id === slip.body.ticketId)).id,
  );
  foreign.set("/api/devices/", device);
  foreign.set("/api/requests/", await theirs.askedReversal(server, household.id, service.hallId));
  foreign.set("/api/dunning-runs/", await dunningRun(server, household));
  const runs = ["season-runs", "carry-forwards", "outage-refunds"];
  for (const path of ["acd/agents", "knowledge", ...runs]) foreign.set(`/api/${path}/`, "x");
  foreign.set("/api/staff/", (await other(staff, "byActive", (one) => one.login === "agent1")).id);
  foreign.set("/api/acd/calls/", await theirs.foreignQueuedCall(server, household.place.branchId));
  foreign.set("/api/chatdesk/answers/", "seed-hello");
  foreign.set("/api/security/alarms/", "an-alarm");
  foreign.set("/api/seasons/", (await other(seasons, "byFrom", () => true)).id);
}, 60_000);
afterAll(() => server.close());

async function other<D extends Stored>(
  of: Collection<D>,
  index: string,
  wanted: (one: D) => boolean,
): Promise<D> {
  const found = (await server.deps.store.find(of, { index, limit: 5_000 })).find(wanted);
  if (found === undefined) throw new Error(`no ${of.name} of another`);
  return found;
}

/** In the table: somebody of another branch or hall. */
const OTHERS = { branch: "B", hall: "H" } as const;

// Where somebody of another place is turned away, as the table says: at a thing that the path
// names, or because the endpoint is the city's. What a body names is tried below, by hand.
const table = (["branch", "hall"] as const).flatMap((who) =>
  pinnedRows().flatMap((row): [string, string, Endpoint][] => {
    const endpoint = endpoints.find(({ name }) => name === row.name);
    const cells = staffCells(row);
    if (endpoint === undefined || !cells.includes("c") || /-/.test(cells)) return [];
    if (cells.includes(OTHERS[who])) return [];
    const named = endpoint.path.includes("/:") || !/[bBhH]/.test(cells);
    return named ? [[who, row.name, endpoint]] : [];
  }),
);

test.each(table)(`of one %s, at %s, SEED=${SEED}`, async (who, _, endpoint) => {
  const random = { ...seededRandom(SEED), known: new Map() };
  const head = await server.deps.store.head();
  const codes = new Set<string>();
  const unread = () => [...codes].every((code) => UNREAD.has(code));
  for (let round = 0; round < ROUNDS || (unread() && round < ROUNDS_MAX); round += 1) {
    const draw = () => makeCall(endpoint, random, cookies.get(who)!);
    const made = round < ROUNDS ? draw() : await fitting(endpoint, draw);
    const [, query = ""] = made.path.split("?");
    const answer = await rawRequest(server.url, `${foreignPath(endpoint)}?${query}`, made);
    expect(answer.status, `${String(made.body)} answered ${answer.text}`).toBeGreaterThanOrEqual(
      400,
    );
    expect(answer.status, answer.text).toBeLessThan(500);
    codes.add(answer.json.code);
  }
  expect([...codes].filter((code) => !UNREAD.has(code) && !TURNED_AWAY.has(code))).toEqual([]);
  expect(unread(), "only refused unread: the test tests nothing").toBe(false);
  expect(await commitsAfter(server.deps, head)).toBe(0);
});

/**
 * The next one whose body the endpoint takes. Drawing lets the server breathe, which runs in this
 * very process: held up for seconds it would close idle connections just as they are used again.
 */
async function fitting({ body }: Endpoint, draw: () => MadeUp): Promise<MadeUp> {
  let call = draw();
  for (let drawn = 1; drawn < DRAWS_MAX && body && !takes(body, call); drawn += 1) {
    if (drawn % DRAWS_AT_ONCE === 0) await setImmediate();
    call = draw();
  }
  return call;
}

function takes(body: Schema, call: MadeUp): boolean {
  try {
    return body.safeParse(JSON.parse(String(call.body))).success;
  } catch {
    return false;
  }
}

function foreignPath({ path }: Endpoint): string {
  if (!path.includes("/:")) return path;
  const [start = "", id = ""] = [...foreign].find(([known]) => path.startsWith(known)) ?? [];
  expect(start, path).not.toBe("");
  const named = path.replace(/:\w+/, encodeURIComponent(id)).replace(":day", "2025-11-01");
  return named.replaceAll(/:\w+/g, "2025-2026");
}

describe("another's things named in a body", () => {
  const unit = async (mine: boolean) => {
    const found = await other(orgNodes, "byKind", ({ kind, path }) => {
      return kind === "unit" && path.includes(MINE.branch) === mine;
    });
    return found.id;
  };
  const post = (who: string, path: string, body: unknown, key = `foreign-${Math.random()}`) =>
    server.request(path, { cookie: cookies.get(who)!, body, key });
  const home = (mine: boolean) =>
    other(households, "number", (one) => (one.place.branchId === MINE.branch) === mine);
  const report = {
    contact: {},
    category: "leak",
    urgency: "normal",
    description: "漏水",
    separate: true,
  };

  async function ownCase() {
    const { id: householdId } = await home(true);
    const filed = await post("branch", "/api/cases", { ...report, householdId });
    expect(filed.status, JSON.stringify(filed.body)).toBe(200);
    return filed.body.id as string;
  }

  test("a household, where a case is filed or described", async () => {
    const { id: householdId } = await home(false);
    const head = await server.deps.store.head();
    expect((await post("branch", "/api/cases", { ...report, householdId })).body.code).toBe(
      "out-of-scope",
    );
    expect(await commitsAfter(server.deps, head)).toBe(0);
    const mine = await ownCase();
    const set = await post("branch", `/api/cases/${mine}/set-household`, { householdId });
    expect(set.body.code).toBe("out-of-scope");
    const verified = await post("branch", "/api/ledger/verify", { householdId });
    expect(verified.body.code).toBe("out-of-scope");
  });

  test("a case, where one is merged", async () => {
    const mine = await ownCase();
    const intoId = foreign.get("/api/cases/");
    const merged = await post("branch", `/api/cases/${mine}/merge`, { intoId });
    expect(merged.body.code, JSON.stringify(merged.body)).toBe("out-of-scope");
  });

  test("a unit, where a household is registered or moved", async () => {
    const mine = await home(true);
    const unitId = await unit(false);
    const { address, rev, spaces } = mine;
    const people = [{ name: "王小明", relation: "owner", phones: ["13912345678"] }];
    const body = { name: "王小明", address: { ...address, room: "9901" }, unitId, people, spaces };
    expect((await post("branch", "/api/households", body)).body.code).toBe("out-of-scope");
    const move = { rev, address, unitId, reason: "更正" };
    const moved = await post("branch", `/api/households/${mine.id}/address`, move);
    expect(moved.body.code).toBe("out-of-scope");
  });

  test("a household, where a number is taken: a branch is not told of it", async () => {
    const { id } = await home(false);
    const service = await other(hallServices, "byHall", ({ hallId }) => hallId === MINE.hall);
    for (const householdId of [id, "nobody"]) {
      const take = { serviceId: service.id, priority: "normal", householdId };
      const taken = await post("branch", `/api/halls/${MINE.hall}/tickets`, take);
      expect(taken.body.code).toBe("out-of-scope");
    }
  });

  test("a phone, where a case is filed: whose it is elsewhere is not told", async () => {
    const head = { category: "praise", urgency: "normal", description: "师傅很好" };
    const [phone = ""] = (await home(false)).phones;
    for (const known of [phone, "13612345670"]) {
      const filed = await post("branch", "/api/cases", { ...head, contact: { phone: known } });
      expect([filed.status, filed.body.outcome]).toEqual([200, "filed"]);
      const { body } = await server.request(`/api/cases/${filed.body.id}`, {
        cookie: cookies.get("branch")!,
      });
      expect([body.branchId, body.householdId]).toEqual([MINE.branch, undefined]);
    }
  });

  test("a hall, where a device is approved, and a service, where a number is taken", async () => {
    const asked = await server.request("/api/devices/pair", { body: { kind: "kiosk" } });
    const hallId = foreign.get("/api/halls/");
    const body = { code: asked.body.code, name: "冒名", hallId };
    for (const who of ["hall", "branch"]) {
      expect((await post(who, "/api/devices/approve", body)).body.code).toBe("out-of-scope");
    }
    const take = { serviceId: foreign.get("/api/hall-services/"), priority: "normal" };
    const taken = await post("hall", `/api/halls/${MINE.hall}/tickets`, take);
    expect(taken.body.code).toBe("service-unknown");
  });
});
