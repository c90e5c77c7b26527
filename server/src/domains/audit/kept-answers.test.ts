import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { insertCity, registration, space } from "../households/city-fixture.ts";

// What a command answers stays in its audit record for good, so that a repetition can be answered:
// it names what was changed, and nobody. One walk through the desks, then a look at the trail.

const NAME = "欧阳娜娜";
const PHONE = "13912345678";
const STREET = "幸福里";
const OPERATOR = "test-";
const reason = "更正";

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  ({ cookie } = await server.signIn(ROLES));
});
afterAll(() => server.close());

async function post(path: string, body: object) {
  const answer = await server.request(path, { cookie, body });
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
}

async function walkHouseholds(): Promise<string> {
  const people = [{ name: NAME, relation: "owner", phones: [PHONE] }];
  const made = await post("/api/households", registration("1", { name: NAME, people }));
  const at = `/api/households/${made.id}`;
  const address = { ...made.address, room: "2" };
  await post(`${at}/name`, { rev: 1, name: NAME, reason });
  await post(`${at}/address`, { rev: 2, address, unitId: "b1-u2", reason });
  const person = { name: NAME, relation: "tenant", phones: ["13900001111"] };
  const added = await post(`${at}/people`, { rev: 3, ...person });
  const one = `${at}/people/${added.people[1].id}`;
  await post(one, { rev: 4, ...person });
  await post(`${one}/remove`, { rev: 5, reason });
  await post(`${one}/restore`, { rev: 6, reason });
  const terms = { season: "2026-2027", holder: NAME, signedOn: "2026-10-01" };
  const signed = await post(`${at}/contracts`, { rev: 7, ...terms });
  await post(`${at}/contracts/2026-2027/end`, { rev: signed.rev, reason });
  const smaller = { ...space, billingAreaMilli: 90_000 };
  const shown = { basis: "survey", evidence: "测〔2026〕7号", reason };
  const change = { rev: 7, from: "2026-11-15", spaces: [smaller], ...shown };
  await post(`${at}/premise/spaces-request`, change);
  await post(`${at}/aliases`, { rev: 7, scheme: "card", number: "622202001234" });
  return made.id;
}

async function walkPrices(): Promise<void> {
  const approval = { price10k: 258_500, approvedBy: "冀价〔2026〕1号" };
  const price = { priceClass: "residential", from: "2026-11-15", ...approval, reason };
  const { id, rev } = await post("/api/tariffs", price);
  await post("/api/tariffs/correct", { id, rev, ...approval, price10k: 268_500, reason });
}

async function walkStaff(): Promise<void> {
  const role = { name: NAME, roles: ["agent"], scope: { kind: "city" } };
  const { staff } = await post("/api/staff", { login: "na.na", ...role });
  const at = `/api/staff/${staff.id}`;
  await post(at, { rev: 1, ...role, roles: ["supervisor"] });
  await post(`${at}/deactivate`, { rev: 2, reason });
  await post(`${at}/reactivate`, { rev: 3, reason });
  await post(`${at}/reset-password`, { reason });
  const wrong = { login: "na.na", password: "not the right one" };
  await server.request("/api/sign-in", { body: wrong });
  await post(`${at}/unlock`, { reason });
  await post(`${at}/sessions/end`, { reason });
}

async function walkCases(householdId: string): Promise<void> {
  const contact = { name: NAME, phone: PHONE };
  const filed = { householdId, category: "other", description: `${NAME}：${STREET}漏水`, contact };
  const { id } = await post("/api/cases", filed);
  const at = `/api/cases/${id}`;
  await post(`${at}/classify`, { category: "leak", urgency: "urgent" });
  await post(`${at}/note`, { description: `${NAME} ${PHONE}` });
  await post(`${at}/assign`, { branchId: "b1" });
  await post(`${at}/clear-household`, {});
  await post(`${at}/set-household`, { householdId });
  await post(`${at}/withdraw`, { description: NAME });
  await post(`${at}/reopen`, { description: NAME });
}

async function walkHall(): Promise<void> {
  const named = { series: "A", nameZh: "缴费", nameEn: "Payments" };
  const service = await post("/api/halls/h1/services", named);
  const arranged = { number: 1, serviceIds: [service.id] };
  const counter = await post("/api/halls/h1/counters", arranged);
  const at = `/api/counters/${counter.id}`;
  const take = () => post("/api/halls/h1/tickets", { serviceId: service.id, priority: "normal" });
  await post(`${at}/open`, {});
  await take();
  const { ticket } = await post(`${at}/next`, {});
  await post(`${at}/recall`, {});
  await post(`${at}/no-show`, {});
  await post(`/api/tickets/${ticket.id}/re-insert`, { place: "kept" });
  await post(`${at}/next`, {});
  await post(`${at}/serve`, {});
  await post(`${at}/finish`, {});
  await post(`${at}/undo-finish`, {});
  await post(`${at}/finish`, {});
  await post(`${at}/pause`, {});
  await post(`${at}/close`, {});
}

test("no answer that an audit record keeps names anybody", async () => {
  const householdId = await walkHouseholds();
  await walkPrices();
  await walkStaff();
  await walkCases(householdId);
  await walkHall();
  const records = await findAll(server.deps, audit, { index: "byTime" });
  const kept = records.filter(({ answer }) => answer !== undefined && answer !== null);
  const domains = new Map<string, number>();
  for (const { command } of kept) {
    const [domain = ""] = command.split(".");
    domains.set(domain, (domains.get(domain) ?? 0) + 1);
  }
  expect(Object.fromEntries(domains)).toMatchObject({
    households: 8,
    contracts: 2,
    premises: 1,
    tariffs: 2,
    staff: 4,
    cases: 8,
    hall: 15,
  });
  const people = [NAME, PHONE, "13900001111", STREET, OPERATOR];
  const naming = kept.filter(({ answer }) => {
    const text = JSON.stringify(answer);
    return people.some((one) => text.includes(one)) || text.length > 500;
  });
  expect(naming.map(({ command, answer }) => ({ command, answer }))).toEqual([]);
});
