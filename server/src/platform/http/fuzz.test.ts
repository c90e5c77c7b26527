import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { jobDecisions, jobFences, storedJobs } from "@warmline/shared/jobs/model.ts";
import { verificationRuns } from "@warmline/shared/ledger/verification.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { RECORDS, startTestServer, type TestServer } from "../../testing.ts";
import { makeCall } from "./fuzz/testing.ts";
import { pairedDevice, rawRequest } from "./testing.ts";

// Seeded garbage to every declared endpoint, by someone who holds every role in a city full of
// data: sometimes wild, sometimes almost right. Nothing may break, and what is refused changes
// nothing.

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const ROUNDS = 25;
/** A refusal that is itself a fact worth keeping: failed sign-ins and lookups are counted. */
const RECORDS_ATTEMPTS = new Set(["staff.sign-in", "staff.change-own-password", "kiosk.lookup"]);

const OF_JOBS = new Set(
  [verificationRuns, storedJobs, jobFences, jobDecisions].map(({ name }) => name),
);

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
    const random = { ...seededRandom(SEED + place), known };
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await server.deps.store.head();
      const call = makeCall(endpoint, random, `${cookie}; ${kiosk}`);
      const answer = await rawRequest(server.url, call.path, call);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const changed = await changedSince(before);
      const what = `round ${round}: ${call.path} ${String(call.body).slice(0, 300)}`;
      const refused = answer.status >= 400;
      const sentence = typeof answer.json?.code === "string" && answer.json.message?.length > 1;
      const unchanged = !changed || RECORDS_ATTEMPTS.has(endpoint.name);
      expect(answer.status, `${what} answered ${answer.text}`).toBeLessThan(500);
      expect(!refused || (sentence && unchanged), `${what} answered ${answer.text}`).toBe(true);
      // It may have signed itself out.
      if (answer.status === 401 || endpoint.name === "staff.sign-out") {
        cookie = (await server.signIn(ROLES)).cookie;
      }
    }
  },
);

/** Jobs go on beside, such as a verification run that was started before. */
async function changedSince(position: number): Promise<boolean> {
  const entries = await server.deps.store.read(position, 100);
  return entries.some(
    ({ writes }) =>
      !writes.some(({ collection }) => OF_JOBS.has(collection) || RECORDS.has(collection)),
  );
}
