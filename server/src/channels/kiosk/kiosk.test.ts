import { modules } from "../../modules.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { lookupGrants } from "@warmline/shared/kiosk/model.ts";
import type { Role } from "@warmline/shared/access/actor.ts";
import { startService } from "../../service.ts";
import type { TestServer } from "../../testing.ts";
import { NUMBER, openKiosk, right, type KioskFixture } from "./fixture.ts";

let server: TestServer;
let kiosk: string;
let kioskId: string;
let ask: KioskFixture["ask"];
let pair: KioskFixture["pair"];

beforeAll(async () => {
  const fixture = await openKiosk();
  ({ server, ask, pair } = fixture);
  ({ cookie: kiosk, id: kioskId } = fixture.kiosk);
});
afterAll(() => server.close());

test("the right second factor shows a masked household and grants a number for it", async () => {
  const found = await ask("lookup", right);
  expect(found.status).toBe(200);
  expect(found.body).toMatchObject({ name: "欧阳*", address: "滨河花园1号楼*单元*01", owedFen: 0 });
  const body = { serviceId: "A", priority: "senior", grant: found.body.grant };
  const [first, again] = [
    await ask("numbers", body, { key: "number-one" }),
    await ask("numbers", body, { key: "number-one" }),
  ];
  expect(first.body).toMatchObject({ label: "A001", hallName: "西城", peopleAhead: 0 });
  expect(again.body).toEqual(first.body);
  const ticket = await server.deps.store.get(queueTickets, first.body.ticketId);
  expect([ticket?.householdId, ticket?.priority]).toEqual(["h1", "senior"]);
});

test("a grant is kept nowhere but as a hash", async () => {
  const { grant } = (await ask("lookup", right)).body;
  const trail = { index: "byCommand", where: { command: "kiosk.lookup" }, limit: 1000 };
  const kept = [
    ...(await server.deps.store.find(audit, trail)),
    await server.deps.store.get(lookupGrants, kioskId),
  ];
  expect(kept.length).toBeGreaterThan(1);
  expect(JSON.stringify(kept)).not.toContain(grant);
});

test("by phone the second factor is the household's number", async () => {
  const phone = { by: "phone", value: "13812345678" };
  expect((await ask("lookup", { ...phone, digits: "5678" })).body.code).toBe("lookup-no-match");
  expect((await ask("lookup", { ...phone, digits: "0226" })).body.number).toBe(NUMBER);
});

test("guesses at one phone count together, however it is written", async () => {
  const writings = ["13812345678", "8613812345678", "008613812345678", "013812345678"];
  const guesses = [0, 1].flatMap((n) => writings.map((value) => ({ value, digits: `000${n}` })));
  const statuses = [];
  for (const guess of guesses) {
    statuses.push((await ask("lookup", { by: "phone", ...guess })).status);
  }
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429, 429]);
  server.deps.advance(60 * 60_000);
});

test("unknown and wrong answer alike, and both shut after five", async () => {
  const outcomes = async (value: string) => {
    const list = [];
    for (let n = 0; n < 6; n += 1) {
      const { status, body } = await ask("lookup", { by: "number", value, digits: "0000" });
      list.push([status, body]);
    }
    return list;
  };
  const [known, unknown] = [await outcomes(NUMBER), await outcomes("999999999")];
  expect(known).toEqual(unknown);
  expect(known.map(([status]) => status)).toEqual([404, 404, 404, 404, 404, 429]);
  expect((await ask("lookup", right)).body.code).toBe("lookup-shut");
  server.deps.advance(15 * 60_000);
  expect((await ask("lookup", right)).status).toBe(200);
});

test("guesses at the same moment do not pass the limit together", async () => {
  server.deps.advance(60 * 60_000);
  const guess = (n: number) => ask("lookup", { ...right, digits: String(n).padStart(4, "0") });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n)));
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(5);
  server.deps.advance(60 * 60_000);
});

test("a kiosk that guesses many households is shut as a whole", async () => {
  server.deps.advance(60 * 60_000);
  const guess = (n: number) =>
    ask("lookup", { by: "number", value: String(800_000_000 + n), digits: "0000" });
  for (let n = 0; n < 30; n += 1) expect((await guess(n)).status).toBe(404);
  expect((await guess(30)).status).toBe(429);
  expect((await ask("lookup", right)).body.code).toBe("lookup-shut");
  server.deps.advance(60 * 60_000);
});

const fault = { category: "leak", severe: true, description: "暖气片漏水" };

test("a report sent many times at once is one case, with the urgency derived", async () => {
  const found = await ask("lookup", right);
  const body = { ...fault, grant: found.body.grant, phone: "13900001111" };
  const sent = await Promise.all([1, 2, 3].map(() => ask("reports", body, { key: "report-one" })));
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(sent.map((one) => one.body.number)).size).toBe(1);
  expect(sent[0]?.body.urgency).toBe("critical");
  const [filed, ...more] = await server.deps.store.find(cases, {
    index: "byHouseholdOpen",
    where: { householdId: "h1", open: true },
  });
  expect(more).toEqual([]);
  expect(filed).toMatchObject({
    source: "kiosk",
    category: "leak",
    urgency: "critical",
    description: "暖气片漏水",
    contact: { phone: "+8613900001111" },
  });
});

test("who proves nothing does not learn that a phone has an open case", async () => {
  const answers = [];
  for (const key of ["stranger-one", "stranger-two", "stranger-one"]) {
    answers.push(await ask("reports", { ...fault, phone: "13700001111" }, { key }));
  }
  const received = { outcome: "received", urgency: "critical" };
  expect(answers.map(({ body }) => body)).toEqual([received, received, received]);
  const where = { "contact.phone": "+8613700001111", open: true };
  const [caseRecord, ...more] = await server.deps.store.find(cases, {
    index: "byPhoneOpen",
    where,
  });
  expect([caseRecord?.reportCount, more]).toEqual([2, []]);
  // A phone on file is found as well, and tells as little.
  const known = { ...fault, category: "other", phone: "13812345678" };
  expect((await ask("reports", known, { key: "stranger-three" })).body.number).toBeUndefined();
  // Under the same key another report would be lost: it is refused, and tells nothing either.
  const { grant } = (await ask("lookup", right)).body;
  for (const other of [{ grant }, { grant: "made-up" }, { description: "厨房漏水" }]) {
    const body = { ...fault, phone: "13700001111", ...other };
    const answer = await ask("reports", body, { key: "stranger-one" });
    expect([answer.status, answer.body.code]).toEqual([409, "key-reused"]);
    expect(answer.body.detail).toBeUndefined();
  }
});

test("a proven resident does not reach a stranger's case by typing that one's phone", async () => {
  const stranger = { ...fault, category: "fee-question", phone: "13700002222" };
  await ask("reports", stranger, { key: "stranger-four" });
  const { grant } = (await ask("lookup", right)).body;
  const mine = await ask("reports", { ...stranger, grant }, { key: "proven-one" });
  expect(mine.body).toMatchObject({ outcome: "filed", number: expect.any(String) });
  const where = { "contact.phone": "+8613700002222", open: true };
  const open = await server.deps.store.find(cases, { index: "byPhoneOpen", where });
  expect(open.map(({ reportCount }) => reportCount)).toEqual([1, 1]);
});

test("without phone and proof nothing can be attached, and the number is told", async () => {
  const body = { ...fault, place: "滨河花园门口" };
  const sent = await ask("reports", body, { key: "place-alone" });
  expect(sent.body).toMatchObject({ outcome: "filed", number: expect.any(String) });
});

test("a report sent again after its grant ran out is answered as before", async () => {
  const { grant } = (await ask("lookup", right)).body;
  const body = { ...fault, category: "private-alteration", grant };
  const first = await ask("reports", body, { key: "report-late" });
  server.deps.advance(3 * 60_000);
  const again = await ask("reports", body, { key: "report-late" });
  expect(again.body).toEqual(first.body);
});

test("a number asked for again after its grant ran out is the same number", async () => {
  const { grant } = (await ask("lookup", right)).body;
  const body = { serviceId: "A", priority: "normal", grant };
  const first = await ask("numbers", body, { key: "number-late" });
  server.deps.advance(3 * 60_000);
  expect((await ask("numbers", body, { key: "number-late" })).body).toEqual(first.body);
  const other = await ask("numbers", { ...body, priority: "senior" }, { key: "number-late" });
  expect(other.body.code).toBe("key-reused");
  // A key first used without a grant does not become one with.
  await ask("numbers", { serviceId: "A", priority: "normal" }, { key: "number-plain" });
  expect((await ask("numbers", body, { key: "number-plain" })).body.code).toBe("key-reused");
});

test.each([
  ["who-or-where-missing", 422, fault, "report-two"],
  ["grant-expired", 403, { ...fault, grant: "abc.def" }, "report-three"],
  ["phone-unknown", 422, { ...fault, phone: "12" }, "report-four"],
  ["bad-input", 400, { ...fault, phone: "13900001111", urgency: "critical" }, "report-five"],
  ["key-missing", 400, { ...fault, phone: "13900001111" }, null],
])("a report is refused with %s", async (code, status, body, key) => {
  const answer = await ask("reports", body, { key });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test("a grant ends after three minutes and holds at its own kiosk alone", async () => {
  const { grant } = (await ask("lookup", right)).body;
  const { cookie: other } = await pair();
  const body = { serviceId: "A", priority: "normal", grant };
  const elsewhere = await ask("numbers", body, { key: "number-two", cookie: other });
  expect(elsewhere.body.code).toBe("grant-expired");
  server.deps.advance(3 * 60_000);
  const late = await ask("numbers", body, { key: "number-three" });
  expect(late.body.code).toBe("grant-expired");
});

test("a grant is good on another node, until the next resident's ends it", async () => {
  const { grant } = (await ask("lookup", right)).body;
  const node = await startService({ deps: server.deps, modules });
  const take = (key: string) =>
    fetch(`http://127.0.0.1:${node.port}/api/kiosk/numbers`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: kiosk, "idempotency-key": key },
      body: JSON.stringify({ serviceId: "A", priority: "normal", grant }),
    });
  const first = await take("number-four");
  await ask("lookup", right);
  const second = await take("number-five");
  await node.close();
  expect([first.status, second.status]).toEqual([200, 403]);
});

test.each<[Role[]]>([[["cashier", "hall-manager"]], [["agent"]], [["administrator"]]])(
  "staff may not what a kiosk may: %j",
  async (roles) => {
    const { cookie } = await server.signIn(roles);
    const body = { serviceId: "A", priority: "normal" };
    expect((await ask("lookup", right, { cookie })).status).toBe(403);
    expect((await ask("numbers", body, { cookie, key: "staff-number" })).status).toBe(403);
    const report = { ...fault, phone: "13900001111" };
    expect((await ask("reports", report, { cookie, key: "staff-report" })).status).toBe(403);
  },
);
