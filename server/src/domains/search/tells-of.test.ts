import { expect, test } from "vitest";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import * as it from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";
import { AT_ONCE, searchingOnBoth, SOON } from "./testing.ts";

// What an entry tells of another document follows that document.

searchingOnBoth((on) => {
  const { found, as } = on;

  async function change(id: string, what: Partial<Household>): Promise<void> {
    const { store } = on.deps;
    const home = (await store.get(households, id))!;
    await store.commit([replace(households, home, { ...home, ...what })]);
  }

  test("a case is found by who holds its household now, not by who did", async () => {
    const report = it.reportWith({ householdId: it.eastHome.id, description: "漏水" });
    const { id } = await it.must(runCommand(on.deps, it.agent, fileCase, report));
    await expect.poll(() => found("王秀英 漏水"), SOON).toEqual([`case ${id}`]);
    await change(it.eastHome.id, { name: "诸葛孔明" });
    await expect.poll(() => found("诸葛孔明 漏水"), AT_ONCE).toEqual([`case ${id}`]);
    expect(await found("王秀英 漏水")).toEqual([]);
  });

  test("receipts go with their household to another branch, a former holder's too", async () => {
    const { store } = on.deps;
    const receipt = (id: string, accountId: string) => [
      insert(entries, {
        id: `${id}/1`,
        streamId: `account/${accountId}`,
        seq: 1,
        paymentId: id,
      } as Entry),
      insert(payments, {
        id,
        bookedOn: "2026-11-20",
        channel: { kind: "counter" },
        payer: "欧阳锋",
        parts: [{ accountId, entryId: `${id}/1`, amountFen: 1 }],
      } as unknown as Payment),
    ];
    const former = {
      name: "黄药师",
      until: "2026-01-01",
      evidence: "",
      reason: "",
      at: 1,
      byName: "",
    };
    await change(it.eastHome.id, { formerHolders: [former] as never });
    await store.commit([
      ...receipt("EAST-2026-000001", "home-east"),
      ...receipt("EAST-2026-000002", "home-east.1"),
    ]);
    const inEast = await as(["cashier"], it.inEast);
    const inWest = await as(["cashier"], it.inWest);
    const all = ["receipt EAST-2026-000002", "receipt EAST-2026-000001"];
    await expect.poll(() => found("ouyangfeng", inEast), SOON).toEqual(all);
    expect(await found("ouyangfeng", inWest)).toEqual([]);
    const { place } = (await store.get(households, it.eastHome.id))!;
    await change(it.eastHome.id, { place: { ...place, branchId: it.WEST } });
    await expect.poll(() => found("ouyangfeng", inWest), AT_ONCE).toEqual(all);
    expect(await found("ouyangfeng", inEast)).toEqual([]);
  });
});
