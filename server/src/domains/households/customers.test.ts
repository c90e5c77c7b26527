import { afterAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { customers, identityClaims } from "@warmline/shared/households/customer.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { openCustomers, person, residentNumber } from "./fixture.ts";

const { server, cashier, post, get, household, freshNumber, registered, searchCustomers } =
  await openCustomers();
const finance = (await server.signIn(["finance"])).cookie;
afterAll(() => server.close());

describe("numbers", () => {
  const RESIDENT = "11010519491231002X";
  const tax = { title: "幸福超市", taxNumber: "91350100M000100Y43", account: "622202001234" };

  test("are masked by the server for everybody and nowhere in the trail", async () => {
    const one = await registered(RESIDENT);
    expect(one.facts.identity).toEqual({ kind: "resident-id", number: "1101**********002X" });
    const shop = { kind: "organisation", name: "幸福超市", phones: [], invoice: tax };
    const { body } = await post("/api/customers", shop);
    for (const cookie of [cashier, finance]) {
      for (const { id } of [one, body]) {
        const text = JSON.stringify((await get(`/api/customers/${id}`, cookie)).body);
        for (const whole of [RESIDENT, tax.taxNumber, tax.account]) {
          expect(text).not.toContain(whole);
        }
      }
    }
    const found = await searchCustomers("ouyang");
    expect(found.body.rows[0].identity.number).toBe("1101**********002X");
    const where = { command: "customers.register" };
    const trail = await server.deps.store.find(audit, { index: "byCommand", where });
    const claims = await server.deps.store.getMany(identityClaims, [RESIDENT]);
    expect(JSON.stringify([trail, claims])).not.toContain(RESIDENT);
  });

  test("are whole for finance alone", async () => {
    const number = freshNumber();
    const { id } = await registered(number);
    expect((await get(`/api/customers/${id}/numbers`)).body.code).toBe("forbidden");
    const whole = await get(`/api/customers/${id}/numbers`, finance);
    expect(whole.body).toEqual([{ version: 1, identity: number }]);
  });

  test("find the customer for finance, whole or by their end; nobody else", async () => {
    const number = freshNumber();
    const { id } = await registered(number, { name: "钱七" });
    const ends = [number, number.slice(-4).toLowerCase(), number.slice(-6), ` ${number} `];
    for (const typed of ends) {
      const found = await post("/api/customers/by-number", { number: typed }, finance);
      expect(found.body.rows.map((row: { id: string }) => row.id)).toContain(id);
    }
    const other = `${number.slice(0, 3)}0${number.slice(4)}`;
    const none = await post("/api/customers/by-number", { number: other }, finance);
    expect(none.body.rows).toEqual([]);
    for (const short of ["----", `--- ${number.slice(-1)}`, `${number.slice(-3)}-`]) {
      const few = await post("/api/customers/by-number", { number: short }, finance);
      expect(few.body).toEqual({ rows: [], more: false });
    }
    const refused = await post("/api/customers/by-number", { number });
    expect(refused.body.code).toBe("forbidden");
    for (const q of [number, number.slice(-6)]) {
      expect((await searchCustomers(q)).body.rows).toEqual([]);
    }
  });

  test("find one customer of more that have the same end than are shown", async () => {
    const years = Array.from({ length: 1_000 }, (_, n) => 1_000 + n);
    const numbers = years.map((year) => residentNumber(999, year));
    const same = numbers.filter((number) => number.endsWith("01999X")).slice(0, 25);
    expect(same).toHaveLength(25);
    const ids: string[] = [];
    for (const number of same) ids.push((await registered(number)).id);
    for (const [place, number] of same.entries()) {
      const { body } = await post("/api/customers/by-number", { number }, finance);
      expect(body.rows.map((row: { id: string }) => row.id)).toEqual([ids[place]]);
      expect(body.more).toBe(false);
    }
    const all = await post("/api/customers/by-number", { number: "01999X" }, finance);
    expect(all.body).toMatchObject({ rows: { length: 20 }, more: true });
  });
});

test("is found by name, pinyin, initials and phone", async () => {
  const { id } = await registered(null, {
    name: "司马光远",
    phones: ["13687654321", "0352-2345678"],
  });
  for (const q of ["司马", "simagu", "smgy", "13687654321", "136 8765", "4321", "0352-234"]) {
    const { body } = await searchCustomers(q);
    expect(
      body.rows.map((row: { id: string }) => row.id),
      q,
    ).toContain(id);
  }
});

describe("the same number twice", () => {
  test("is refused with who has it", async () => {
    const number = freshNumber();
    const { id } = await registered(number, { name: "孙八" });
    const again = await post("/api/customers", person(number));
    expect(again.body).toMatchObject({
      code: "customer-known",
      detail: { customerId: id, name: "孙八" },
    });
    expect(again.body.message).toContain("孙八");
  });

  test("of five at the same moment one has it", async () => {
    const number = freshNumber();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post("/api/customers", person(number))),
    );
    const codes = answers.map(({ status }) => status).toSorted((one, two) => one - two);
    expect(codes).toEqual([200, 409, 409, 409, 409]);
  });

  test("is free again once it was given up", async () => {
    const number = freshNumber();
    const one = await registered(number);
    const gone = person(null, { identity: null, rev: 1, reason: "登记错" });
    const changed = await post(`/api/customers/${one.id}`, gone);
    expect(changed.body.facts.identity).toBeUndefined();
    const other = await registered(number);
    const back = { rev: 2, version: 1, reason: "改回" };
    const refused = await post(`/api/customers/${one.id}/back`, back);
    expect(refused.body.detail.customerId).toBe(other.id);
  });
});

describe("a change", () => {
  test("is a version with who and why; numbers left out stay; it is changed back", async () => {
    const number = freshNumber();
    const { id } = await registered(number);
    const next = person(null, {
      name: "欧阳晓明",
      mailingAddress: "西城区1号",
      rev: 1,
      reason: "错字",
    });
    const changed = await post(`/api/customers/${id}`, next);
    expect(changed.body).toMatchObject({
      rev: 2,
      facts: { name: "欧阳晓明", identity: { kind: "resident-id" } },
      versions: [
        { version: 2, changed: ["name", "mailingAddress"], reason: "错字" },
        { version: 1 },
      ],
    });
    const other = { identity: { kind: "passport", number: "E123451234" } };
    const moved = await post(`/api/customers/${id}`, { ...next, ...other, rev: 2 });
    expect(moved.body.versions[0].changed).toEqual(["identity"]);
    const back = await post(`/api/customers/${id}/back`, { rev: 3, version: 1, reason: "改回" });
    expect(back.body).toMatchObject({ rev: 4, facts: { name: "欧阳小明" } });
    const [whole] = (await get(`/api/customers/${id}/numbers`, finance)).body;
    expect(whole).toEqual({ version: 4, identity: number });
    // The passport is free again.
    await registered(null, other);
  });

  test.each([
    [{ rev: 7, reason: "改" }, "changed-meanwhile"],
    [{ rev: 1, reason: "改" }, "customer-same"],
    [{ rev: 1, reason: "" }, "bad-input"],
    [{ rev: 1, reason: "改", identity: { kind: "resident-id", number: "1" } }, "identity-wrong"],
  ])("%j is refused with %s", async (more, code) => {
    const { id } = await registered();
    expect((await post(`/api/customers/${id}`, person(null, more))).body.code).toBe(code);
  });

  test("back to what never was is refused", async () => {
    const { id } = await registered();
    const back = await post(`/api/customers/${id}/back`, { rev: 1, version: 9, reason: "改" });
    expect(back.body.code).toBe("version-unknown");
  });
});

describe("a household", () => {
  const link = (of: Household, customerId: string, rev = of.rev) =>
    post(`/api/households/${of.id}/customer`, { rev, customerId });
  const unlink = (of: Household, rev: number) =>
    post(`/api/households/${of.id}/customer/unlink`, { rev, reason: "错" });

  test("is linked, keeps its name, and is unlinked", async () => {
    const [one, { id }] = [await household(), await registered()];
    const linked = await link(one, id);
    expect(linked.body).toMatchObject({ rev: 2, customerId: id, name: "王小明" });
    expect((await link(one, id, 2)).body.code).toBe("household-linked");
    const held = await get(`/api/customers/${id}/households`);
    expect(held.body).toMatchObject([{ id: one.id, owedFen: 0, onAccountFen: 0 }]);
    const bare = await unlink(one, 2);
    expect(bare.body.customerId).toBeUndefined();
    expect((await unlink(one, 3)).body.code).toBe("household-unlinked");
    expect((await get(`/api/customers/${id}/households`)).body).toEqual([]);
    expect((await link(one, "nobody", 3)).body.code).toBe("customer-unknown");
    expect((await link(one, id, 1)).body.code).toBe("changed-meanwhile");
  });

  test("gets a customer that is registered for it, in one commit", async () => {
    const one = await household();
    const made = await registered(null, { household: { id: one.id, rev: 1 } });
    expect((await get(`/api/households/${one.id}`)).body).toMatchObject({
      customerId: made.id,
      rev: 2,
    });
    const size = await server.deps.store.size(customers);
    const stale = { household: { id: one.id, rev: 1 } };
    expect((await post("/api/customers", person(null, stale))).body.code).toBe("changed-meanwhile");
    const again = { household: { id: one.id, rev: 2 } };
    expect((await post("/api/customers", person(null, again))).body.code).toBe("household-linked");
    expect(await server.deps.store.size(customers)).toBe(size);
  });

  test("what it owes is not for those who may not read the ledger", async () => {
    const [one, { id }] = [await household(), await registered()];
    await link(one, id);
    const worker = await server.signIn(["field-worker"]);
    const held = await get(`/api/customers/${id}/households`, worker.cookie);
    expect(held.body).toMatchObject([{ id: one.id, owedFen: null, onAccountFen: null }]);
  });
});

describe("a customer of another branch", () => {
  const ofBranch = async (branchId: string) =>
    (await server.signIn(["cashier", "finance"], { kind: "branch", branchId })).cookie;

  test("is seen by the branches of its households, each with its own households only", async () => {
    const [first, second] = [await ofBranch("b1"), await ofBranch("b2")];
    const number = freshNumber();
    const { id } = await registered(number, { name: "诸葛房东" });
    const [here, there] = [await household("b1-u1"), await household("b2-u1")];
    const seen = async (cookie: string) => {
      const search = await searchCustomers("诸葛", cookie);
      const ends = { number: number.slice(-6) };
      const byNumber = await post("/api/customers/by-number", ends, cookie);
      const answers = await Promise.all(
        ["", "/numbers", "/households"].map((path) => get(`/api/customers/${id}${path}`, cookie)),
      );
      const has = (rows: readonly { readonly id: string }[]) => rows.some((row) => row.id === id);
      return [
        has(search.body.rows),
        has(byNumber.body.rows),
        ...answers.map(({ status }) => status),
      ];
    };
    expect(await seen(first)).toEqual([false, false, 403, 403, 403]);
    await post(`/api/households/${here.id}/customer`, { rev: 1, customerId: id });
    expect(await seen(first)).toEqual([true, true, 200, 200, 200]);
    expect(await seen(second)).toEqual([false, false, 403, 403, 403]);
    const change = person(null, { rev: 1, reason: "改", name: "改名" });
    expect((await post(`/api/customers/${id}`, change, second)).body.code).toBe("out-of-scope");
    const back = { rev: 1, version: 1, reason: "改" };
    expect((await post(`/api/customers/${id}/back`, back, second)).body.code).toBe("out-of-scope");
    const grab = { rev: 1, customerId: id };
    const linked = await post(`/api/households/${there.id}/customer`, grab, second);
    expect(linked.body.code).toBe("out-of-scope");
    const known = await post("/api/customers", person(number), second);
    expect(known.body.code).toBe("customer-known-elsewhere");
    expect(JSON.stringify(known.body)).not.toContain("诸葛");
    await post(`/api/households/${there.id}/customer`, grab);
    expect(await seen(second)).toEqual([true, true, 200, 200, 200]);
    const held = await get(`/api/customers/${id}/households`, second);
    expect(held.body.map((row: Household) => row.id)).toEqual([there.id]);
    expect((await get(`/api/customers/${id}/households`)).body).toHaveLength(2);
  });

  test("is its registering branch's while it has no household", async () => {
    const [first, second] = [await ofBranch("b1"), await ofBranch("b2")];
    const { body } = await post("/api/customers", person(freshNumber()), first);
    expect((await get(`/api/customers/${body.id}`, first)).status).toBe(200);
    expect((await get(`/api/customers/${body.id}`, second)).status).toBe(403);
    const there = await household("b2-u1");
    await post(`/api/households/${there.id}/customer`, { rev: 1, customerId: body.id });
    expect((await get(`/api/customers/${body.id}`, first)).status).toBe(403);
    expect((await get(`/api/customers/${body.id}`, second)).status).toBe(200);
  });
});
