import { afterEach, beforeEach, expect, test } from "vitest";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { runExceptions } from "@warmline/shared/seasonruns/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { endContract, signContract } from "../households/contract-commands.ts";
import { caller, done, stream } from "../ledger/testing.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import { beginRun } from "./begin-command.ts";
import { approved, carryOn, SEASON } from "./fixture.ts";

// 续签: a season for which nobody signed is charged by the contracts of the one before.

const NEXT = { id: "2026-2027", from: "2026-11-01", to: "2027-03-31", days: 151 } as const;

onEachEngine("contracts renewed by a season run on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine, 3);
    await room.deps.store.commit([insert(seasons, NEXT)]);
    const ended = { id: "h2", season: SEASON, rev: 1, reason: "拆迁" };
    await done(room.deps, caller(people.finance), endContract, ended);
  });
  afterEach(() => room.close());

  async function preview(renew: boolean) {
    const input = { season: NEXT.id, renew };
    const { id } = await done(room.deps, caller(people.finance), beginRun(room.deps), input);
    return carryOn(room.deps, id);
  }
  const contractOf = (household: string) =>
    room.deps.store.get(contracts, `${household}/${NEXT.id}`);

  test("who signed nothing is charged by the renewed one, signed with the charge", async () => {
    const { id, preview: looked } = await preview(true);
    expect(looked).toMatchObject({ households: 2, renewals: 2, exceptions: 1 });
    expect(await contractOf("h0")).toBeNull();
    const { charged } = await approved(room, id, "charge");
    await carryOn(room.deps, id);
    const signed = (await contractOf("h0"))!;
    expect(signed.versions).toMatchObject([
      { kind: "renewed", from: NEXT.from, holder: "张三", requestId: charged?.requestId },
    ]);
    const [entry] = await stream(room.deps, "h0");
    expect(entry).toMatchObject({ detail: { kind: "charge", contractVersion: 1 } });
    expect(await contractOf("h2"), "what was ended is not renewed").toBeNull();
    const where = { runId: id };
    const left = await room.deps.store.find(runExceptions, { index: "byNumber", where });
    expect(left.map(({ householdId, code }) => [householdId, code])).toEqual([
      ["h2", "no-contract"],
    ]);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("undone, the contracts stand, and another run charges by them", async () => {
    const { id } = await preview(true);
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    await approved(room, id, "undo");
    await carryOn(room.deps, id);
    expect((await contractOf("h0"))?.version).toBe(1);
    const again = await preview(true);
    expect(again.preview).toMatchObject({ households: 2, renewals: 0, exceptions: 1 });
  });

  test("who signs before the charge is charged by what they signed", async () => {
    const { id } = await preview(true);
    const signing = { id: "h0", season: NEXT.id, rev: 1, holder: "李四", signedOn: NEXT.from };
    await done(room.deps, caller(people.finance), signContract, signing);
    await approved(room, id, "charge");
    await carryOn(room.deps, id);
    expect((await contractOf("h0"))?.versions).toMatchObject([{ kind: "signed", holder: "李四" }]);
    expect(await stream(room.deps, "h0")).toHaveLength(1);
  });

  test("unless it is asked for, nobody's contract is renewed", async () => {
    const { preview: looked } = await preview(false);
    expect(looked).toMatchObject({ households: 0, exceptions: 3 });
    expect(looked?.renewals).toBeUndefined();
  });
});
