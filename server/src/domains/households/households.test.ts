import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isHouseholdNumber } from "@warmline/shared/households/number.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { indexed, startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration, space } from "./city-fixture.ts";

let server: TestServer;
let cashier: string;
let abroad: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  cashier = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
  abroad = (await server.signIn(["cashier"], { kind: "branch", branchId: "b2" })).cookie;
});
afterAll(() => server.close());

let rooms = 100;
let keys = 0;

function post(path: string, body: unknown, cookie = cashier) {
  keys += 1;
  return server.request(path, { cookie, body, key: `test-key-${keys}` });
}

async function registered(more: object = {}) {
  rooms += 1;
  const answer = await post("/api/households", registration(String(rooms), more));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Household;
}

async function hits(q: string, cookie = cashier): Promise<string[]> {
  await indexed(server.deps);
  const { body } = await server.request("/api/households/search", { cookie, body: { q } });
  return body.rows.map(({ number }: { number: string }) => number);
}

async function get(id: string) {
  return (await server.request(`/api/households/${id}`, { cookie: cashier })).body as Household;
}

describe("registering", () => {
  test("gives the next number with its check digit, the place and E.164 phones", async () => {
    const one = await registered({
      people: [{ name: "李伟", relation: "tenant", phones: ["0315-2345678", "139 0000 1111"] }],
    });
    const two = await registered();
    expect(isHouseholdNumber(one.number)).toBe(true);
    expect(Number(two.number.slice(0, 8))).toBe(Number(one.number.slice(0, 8)) + 1);
    expect(one.phones).toEqual(["+863152345678", "+8613900001111"]);
    expect(one.place).toEqual({
      branchId: "b1",
      stationId: "b1-s",
      buildingId: "b1-s-3",
      unitId: "b1-u1",
    });
    expect(one).not.toHaveProperty("terms");
  });

  test("twenty at the same moment: twenty numbers, none twice, none left out", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => registered()));
    const bases = made.map(({ number }) => Number(number.slice(0, 8))).toSorted((a, b) => a - b);
    expect(new Set(bases).size).toBe(20);
    expect((bases.at(-1) ?? 0) - (bases[0] ?? 0)).toBe(19);
  });

  test("the same key again is the same household; another key is refused", async () => {
    const body = registration("900");
    const send = (key: string) => server.request("/api/households", { cookie: cashier, body, key });
    const answers = await Promise.all([send("key-number-one"), send("key-number-one")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    const other = await send("key-number-two");
    expect([other.status, other.body.code]).toEqual([409, "address-taken"]);
    expect(other.body.message).toContain(answers[0]?.body.number);
    const missing = await server.request("/api/households", { cookie: cashier, body, key: null });
    expect(missing.body.code).toBe("key-missing");
  });

  test("the same key with other content makes no second household", async () => {
    const send = (body: object, cookie = cashier) =>
      server.request("/api/households", { cookie, body, key: "key-number-three" });
    await send(registration("910"));
    for (const body of [registration("911"), registration("910", { name: "别人" })]) {
      const answer = await send(body);
      expect([answer.status, answer.body.code]).toEqual([409, "key-reused"]);
    }
    const colleague = await server.signIn(["cashier"], { kind: "hall", hallId: "h1" });
    const theirs = await send(registration("911"), colleague.cookie);
    expect([theirs.status, theirs.body.address?.room]).toEqual([200, "911"]);
  });

  test("a flat whose household was there before the claims is taken, too", async () => {
    const {
      id: _,
      number: __,
      ...old
    } = (await server.deps.store.get(households, (await registered()).id))!;
    const seeded = { ...old, id: "seeded", number: "990000007" };
    const address = { ...old.address, room: "777" };
    await server.deps.store.commit([insert(households, { ...seeded, address })]);
    const answer = await post("/api/households", registration("777"));
    expect(answer.body.code).toBe("address-taken");
    // The next number follows the highest there is.
    expect((await registered()).number.startsWith("99000001")).toBe(true);
  });

  test.each([
    [{ unitId: "no-such" }, "unit-unknown"],
    [{ unitId: "b1" }, "unit-unknown"],
    [{ people: [{ name: "甲", relation: "owner", phones: ["2345678"] }] }, "phone-unknown"],
    [{ spaces: [{ ...space, innerAreaMilli: 200_000 }] }, "area-wrong"],
    [{ spaces: [{ ...space, billingAreaMilli: 0 }] }, "area-wrong"],
    [{ spaces: [space, space] }, "area-wrong"],
    [{ spaces: [] }, "bad-input"],
    [{ spaces: [{ ...space, billingAreaMilli: 1.5 }] }, "bad-input"],
    [{ name: "" }, "bad-input"],
    [{ number: "100000006" }, "bad-input"],
  ])("%j is refused with %s", async (part, code) => {
    rooms += 1;
    const answer = await post("/api/households", registration(String(rooms), part));
    expect(answer.body.code).toBe(code);
    expect(answer.body.message).not.toContain("{");
  });

  test("outside one's branch, and without the right, is refused", async () => {
    expect((await post("/api/households", registration("1"), abroad)).body.code).toBe(
      "out-of-scope",
    );
    const agent = await server.signIn(["agent"]);
    const answer = await post("/api/households", registration("1"), agent.cookie);
    expect(answer.body.code).toBe("forbidden");
  });
});

describe("finding", () => {
  test("by number, name, pinyin, phone and address, each as one types", async () => {
    const found = await registered({
      name: "欧阳芷若",
      people: [{ name: "单雄信", relation: "tenant", phones: ["13598765432"] }],
    });
    const room = found.address.room;
    const queries = [
      found.number.slice(0, 8),
      "欧阳芷",
      "ouyangzhi",
      "OYZR",
      "shanxiong",
      "135 9876 5432",
      "+8613598765432",
      "5432",
      `幸福里3号楼1单元${room}`,
      `幸福里 3-1-${room}`,
      `xfl3-1-${room}`,
      `幸福里 ${room}`,
      `欧阳 ${room}`,
      "欧阳 单雄信 西城区",
    ];
    for (const query of queries) expect(await hits(query), query).toContain(found.number);
    expect(await hits("欧阳 902")).toEqual([]);
    expect(await hits("")).toEqual([]);
    expect(await hits("%")).toEqual([]);
    expect(await hits("'; DROP TABLE households; --")).toEqual([]);
  });

  test("no more than twenty, and it says that there are more", async () => {
    const search = (body: object) =>
      server.request("/api/households/search", { cookie: cashier, body });
    await indexed(server.deps);
    const { body } = await search({ q: "幸福里" });
    expect(body.rows).toHaveLength(20);
    expect(body.more).toBe(true);
    const answer = await search({ q: "x", limit: 21 });
    expect(answer.body.code).toBe("bad-input");
  });

  test("a branch's staff find the branch's households only", async () => {
    const { number, id, phones } = await registered();
    expect(await hits(number, abroad)).toEqual([]);
    const ask = async (path: string) =>
      (await server.request(`/api/households/${path}`, { cookie: abroad })).body;
    expect((await ask(id)).code).toBe("out-of-scope");
    expect((await ask(`by-number/${number}`)).code).toBe("out-of-scope");
    const phone = { cookie: abroad, body: { phone: phones[0] } };
    expect((await server.request("/api/households/by-phone", phone)).body).toEqual([]);
  });

  test("by number and by the caller's phone in any writing", async () => {
    const phone = "13700001234";
    const flat = { people: [{ name: "赵六", relation: "owner", phones: [phone] }] };
    const [one, two] = [await registered(flat), await registered(flat)];
    const byNumber = await server.request(`/api/households/by-number/${one.number}`, {
      cookie: cashier,
    });
    expect(byNumber.body.id).toBe(one.id);
    for (const text of [phone, `+86${phone}`, "137-0000-1234"]) {
      const asked = { cookie: cashier, body: { phone: text } };
      const { body } = await server.request("/api/households/by-phone", asked);
      const numbers = body.map(({ number }: { number: string }) => number);
      expect(numbers.toSorted()).toEqual([one.number, two.number].toSorted());
    }
    const none = await server.request("/api/households/by-number/100000000", { cookie: cashier });
    expect([none.status, none.body.code]).toEqual([404, "not-found"]);
  });
});

describe("correcting", () => {
  test("adding, removing and restoring a person are inverses, for finding as well", async () => {
    const before = await registered();
    const people = `/api/households/${before.id}/people`;
    const person = { name: "诸葛亮", relation: "contact", phones: ["13611112222"] };
    const added = (await post(people, { rev: before.rev, ...person })).body;
    expect(await hits("zgl")).toEqual([before.number]);
    const { id } = added.people.at(-1);
    const remove = { rev: added.rev, reason: "搬走" };
    const removed = (await post(`${people}/${id}/remove`, remove)).body;
    expect([removed.people, removed.phones]).toEqual([before.people, before.phones]);
    expect(await hits("13611112222")).toEqual([]);
    const back = { rev: removed.rev, reason: "误删" };
    const restored = (await post(`${people}/${id}/restore`, back)).body;
    expect(restored.people).toEqual(added.people);
    expect(await hits("zgl")).toEqual([before.number]);
    const again = await post(`${people}/${id}/restore`, { rev: restored.rev, reason: "x" });
    expect(again.body.code).toBe("person-unknown");
  });

  test("a changed phone finds the household and the former one does not", async () => {
    const { id, rev, number, people } = await registered({
      people: [{ name: "孙七", relation: "owner", phones: ["13822223333"] }],
    });
    const path = `/api/households/${id}/people/${people[0]?.id}`;
    const body = { rev, name: "孙七", relation: "owner", phones: ["138 4444 5555", "13844445555"] };
    const changed = await post(path, body);
    expect(changed.body.phones).toEqual(["+8613844445555"]);
    expect([await hits("13822223333"), await hits("13844445555")]).toEqual([[], [number]]);
    const wrong = await post(path, { ...body, rev: changed.body.rev, phones: ["1234"] });
    expect(wrong.body.code).toBe("phone-unknown");
  });

  test("of two who correct what they saw at once, one is told to look again", async () => {
    const { id, rev } = await registered();
    const rename = (name: string) =>
      post(`/api/households/${id}/name`, { rev, name, reason: "更正" });
    const answers = await Promise.all([rename("甲"), rename("乙"), rename("丙")]);
    const codes = answers.map(({ body }) => String(body.code ?? body.name));
    expect(codes.filter((code) => code === "changed-meanwhile")).toHaveLength(2);
    expect(codes).toContain((await get(id)).name);
    expect((await get(id)).rev).toBe(rev + 1);
  });

  test("a corrected address frees the flat of before and takes the new one", async () => {
    const one = await registered();
    const two = await registered();
    const move = (of: Household, room: string, more: object = {}) =>
      post(`/api/households/${of.id}/address`, {
        rev: of.rev,
        address: { ...of.address, room },
        unitId: of.place.unitId,
        reason: "更正",
        ...more,
      });
    expect((await move(two, one.address.room)).body.code).toBe("address-taken");
    const moved = await move(one, "1601", { unitId: "b2-u2" });
    expect(moved.body.place.branchId).toBe("b2");
    expect(await hits("幸福里 1601", abroad)).toEqual([one.number]);
    expect((await move(two, one.address.room)).status).toBe(200);
    const fresh = await post("/api/households", registration(two.address.room));
    expect(fresh.status).toBe(200);
    expect((await move(fresh.body, "1", { unitId: "c" })).body.code).toBe("unit-unknown");
  });

  test("a key answers for the same household, and opens nothing that has moved away", async () => {
    const local = (await server.signIn(["cashier"], { kind: "branch", branchId: "b1" })).cookie;
    const body = registration("2601");
    const register = () =>
      server.request("/api/households", { cookie: local, body, key: "moved-since" });
    const one = (await register()).body;
    expect((await register()).body).toEqual(one);
    const to = { rev: one.rev, address: one.address, unitId: "b2-u2", reason: "更正" };
    expect((await post(`/api/households/${one.id}/address`, to)).status).toBe(200);
    expect((await register()).body.code).toBe("out-of-scope");
    const now = await server.request(`/api/households/${one.id}`, { cookie: local });
    expect(now.body.code).toBe("out-of-scope");
  });

  test("another's household, an unknown one and an unknown person are refused", async () => {
    const { id, rev } = await registered();
    const body = { rev, name: "甲", reason: "x" };
    expect((await post(`/api/households/${id}/name`, body, abroad)).body.code).toBe("out-of-scope");
    expect((await post("/api/households/no-such/name", body)).body.code).toBe("not-found");
    const person = await post(`/api/households/${id}/people/no-such/remove`, { rev, reason: "x" });
    expect(person.body.code).toBe("person-unknown");
  });
});
