import { afterAll, describe, expect, test } from "vitest";
import { HOUSEHOLDS_MAX } from "@warmline/shared/households/customers-api.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openCustomers, person } from "./fixture.ts";

const { server, cashier, post, get, household, freshNumber, registered, searchCustomers } =
  await openCustomers();
afterAll(() => server.close());

describe("two that are the same", () => {
  const held = async (id: string) =>
    (await get(`/api/customers/${id}/households`)).body.map((row: Household) => row.id);
  const merge = (id: string, intoId: string, rev = 1, cookie = cashier) =>
    post(`/api/customers/${id}/merge`, { rev, intoId, reason: "同一人" }, cookie);
  const unmerge = (id: string, rev = 2) =>
    post(`/api/customers/${id}/unmerge`, { rev, reason: "不是同一人" });

  const searched = async (q: string) =>
    (await searchCustomers(q)).body.rows.map((row: Household) => row.id);

  async function two() {
    const [one, other] = [await household(), await household()];
    const number = freshNumber();
    const first = await registered(number, { name: "并甲", household: { id: one.id, rev: 1 } });
    const second = await registered(null, { name: "并乙", household: { id: other.id, rev: 1 } });
    return { one, other, number, first, second };
  }

  test("are merged: households go, the number finds the other; and taken apart again", async () => {
    const { one, other, number, first, second } = await two();
    const merged = await merge(first.id, second.id);
    expect(merged.body).toMatchObject({ rev: 2, merged: { intoId: second.id, reason: "同一人" } });
    expect(await held(second.id)).toEqual([one.id, other.id]);
    expect(await searched("并甲")).toEqual([]);
    expect((await post("/api/customers", person(number))).body.detail.customerId).toBe(second.id);
    expect((await merge(first.id, second.id, 2)).body.code).toBe("customer-merged");
    const apart = await unmerge(first.id);
    expect(apart.body.merged).toBeUndefined();
    expect([await held(first.id), await held(second.id)]).toEqual([[one.id], [other.id]]);
    expect(await searched("并甲")).toEqual([first.id]);
    expect((await unmerge(first.id, 3)).body.code).toBe("customer-not-merged");
  });

  test("what has gone elsewhere since does not come back", async () => {
    const { one, first, second } = await two();
    await merge(first.id, second.id);
    const { rev } = (await get(`/api/households/${one.id}`)).body;
    await post(`/api/households/${one.id}/customer/unlink`, { rev, reason: "错" });
    await unmerge(first.id);
    expect(await held(first.id)).toEqual([]);
  });

  test("a chain is taken apart from its end", async () => {
    const { one, first, second } = await two();
    const third = await registered();
    await merge(first.id, second.id);
    await merge(second.id, third.id);
    expect((await unmerge(first.id)).body.code).toBe("customer-merged");
    await unmerge(second.id);
    await unmerge(first.id);
    expect(await held(first.id)).toEqual([one.id]);
  });

  test.each([
    ["itself", "customer-itself"],
    ["nobody", "customer-unknown"],
  ])("into %s is refused with %s", async (whom, code) => {
    const { id } = await registered();
    expect((await merge(id, whom === "itself" ? id : whom)).body.code).toBe(code);
  });

  test("a merged one is neither changed nor given a household", async () => {
    const { first, second, other } = await two();
    await merge(first.id, second.id);
    const next = person(null, { rev: 2, reason: "改", name: "改名" });
    expect((await post(`/api/customers/${first.id}`, next)).body.code).toBe("customer-merged");
    const { rev } = (await get(`/api/households/${other.id}`)).body;
    await post(`/api/households/${other.id}/customer/unlink`, { rev, reason: "错" });
    const link = { rev: rev + 1, customerId: first.id };
    const linked = await post(`/api/households/${other.id}/customer`, link);
    expect(linked.body.code).toBe("customer-merged");
  });

  test("whose households would be too many for one are not merged", async () => {
    const { one, other, first, second } = await two();
    const [model] = await server.deps.store.getMany(households, [other.id]);
    const { rev: _, ...flat } = model!;
    const many = Array.from({ length: HOUSEHOLDS_MAX - 2 }, (__, n) => String(n).padStart(9, "0"));
    const writes = many.map((id) => insert(households, { ...flat, id, number: id }));
    expect(await server.deps.store.commit(writes)).toMatchObject({ ok: true });
    const third = await household();
    await post(`/api/households/${third.id}/customer`, { rev: 1, customerId: first.id });
    const full = await merge(first.id, second.id);
    expect(full.body).toMatchObject({ code: "customer-full", detail: { limit: HOUSEHOLDS_MAX } });
    const bare = { rev: 2, reason: "错" };
    await post(`/api/households/${other.id}/customer/unlink`, bare);
    expect((await merge(first.id, second.id)).status).toBe(200);
    expect(await held(second.id)).toHaveLength(HOUSEHOLDS_MAX);
    expect(await held(second.id)).toEqual(expect.arrayContaining([one.id, third.id]));
  });

  test("is not for a branch that sees not all of the households", async () => {
    const { first, second } = await two();
    const there = await household("b2-u1");
    await post(`/api/households/${there.id}/customer`, { rev: 1, customerId: first.id });
    const scope = { kind: "branch", branchId: "b1" } as const;
    const { cookie } = await server.signIn(["cashier"], scope);
    expect((await merge(first.id, second.id, 1, cookie)).body.code).toBe("out-of-scope");
  });
});
