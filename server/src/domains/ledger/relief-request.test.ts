import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { codeOf, openApprovalRoom, people, type Post } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { relieve, type Relieve } from "./relief-command.ts";
import { askRelief, previewRelief } from "./relief-request.ts";
import { askSpaces } from "./space-request.ts";
import { caller, done, space, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// 减免: asked for, shown, approved and posted; reversed like any entry.

const SEASON = "2025-2026";
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  });
  afterEach(() => room.close());

  const wanted = (over: Partial<Relieve> = {}): Relieve => ({
    id: "h0",
    season: SEASON,
    relief: "goodwill",
    amountFen: fen(50_000),
    evidence: "申请 0712",
    reason: "管网抢修期间不热",
    ...over,
  });
  const ask = (over: Partial<Relieve> = {}, by: Post = "cashier") =>
    runCommand(room.deps, caller(people[by]), askRelief, wanted(over));
  async function asked(over: Partial<Relieve> = {}) {
    const answer = await ask(over);
    if (!answer.ok) throw new Error(answer.code);
    return room.found(answer.value.id);
  }
  async function approved(over: Partial<Relieve> = {}) {
    const { id } = await asked(over);
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    return id;
  }
  async function standing() {
    const account = (await storedAccount(room.deps, "h0"))!;
    return [owedFen(account), onAccountFen(account)];
  }
  const sound = async () => {
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  };
  const newest = async () => (await stream(room.deps, "h0")).at(-1)!;

  test("is shown, approved by another, posted under its request, and reversed", async () => {
    const { id, preview, amountFen } = await asked();
    expect(amountFen).toBe(50_000);
    expect(preview.entries).toMatchObject([{ kind: "relief", amountFen: -50_000 }]);
    expect(preview.owed).toMatchObject([{ owedFen: { before: 267_470, after: 217_470 } }]);
    expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await standing()).toEqual([217_470, 0]);
    const entry = await newest();
    expect(entry).toMatchObject({
      requestId: id,
      detail: { kind: "relief", relief: "goodwill", catalogueVersion: 1, label: "其他减免" },
    });
    await sound();
    const reversal = await room.asked("finance", entry.id);
    expect(reversal.preview.owed).toMatchObject([{ owedFen: { after: 267_470 } }]);
    expect(codeOf(await room.approve("second", reversal.id))).toBe("ok");
    expect(await standing()).toEqual([267_470, 0]);
    await sound();
  });

  test("of what was paid frees the money, and what was paid stays one payment", async () => {
    await room.paid(2_674.7);
    await approved();
    expect(await standing()).toEqual([0, 50_000]);
    const account = (await storedAccount(room.deps, "h0"))!;
    expect(account.sums).toMatchObject([{ relievedFen: 50_000, paidFen: 217_470 }]);
    await sound();
  });

  test("a large one wants finance's word, too", async () => {
    const { id } = await asked({ amountFen: fen(150_000) });
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    expect(await standing()).toEqual([267_470, 0]);
    expect(codeOf(await room.approve("finance", id))).toBe("ok");
    expect(await standing()).toEqual([117_470, 0]);
  });

  test("paid meanwhile it is another preview, and goes back", async () => {
    const { id } = await asked();
    await room.paid(100);
    expect(codeOf(await room.approve("manager", id))).toBe("changed-since-approved");
  });

  test("goes on when its season is charged anew, as the preview shows", async () => {
    const relief = await approved();
    const grounds = { basis: "survey", evidence: "测7号", reason: "实测" } as const;
    const spaces = [space({ billingAreaMilli: space().usableAreaMilli })];
    const input = { id: "h0", rev: 1, from: "2025-11-15", spaces, ...grounds };
    const answer = await runCommand(room.deps, caller(people.cashier), askSpaces, input);
    if (!answer.ok) throw new Error(answer.code);
    const { preview } = await room.found(answer.value.id);
    // 80 m² × 25.85, less the 500 that were relieved.
    expect(preview.entries).toMatchObject([
      { kind: "reversal", amountFen: 50_000 },
      { kind: "reversal", amountFen: -267_470 },
      { kind: "charge", amountFen: 206_800 },
      { kind: "relief", amountFen: -50_000 },
    ]);
    expect(preview.owed).toMatchObject([{ owedFen: { before: 217_470, after: 156_800 } }]);
    expect(codeOf(await room.approve("finance", answer.value.id))).toBe("ok");
    const [charged, relieved] = (await stream(room.deps, "h0")).slice(-2);
    // Each is of the request that somebody approved it by.
    expect(charged).toMatchObject({ requestId: answer.value.id, detail: { kind: "charge" } });
    expect(relieved).toMatchObject({ requestId: relief, detail: { kind: "relief" } });
    await sound();
  });

  test("by area it is reckoned by the inner area of the season's contract", async () => {
    const row = {
      code: "by-area",
      zh: "按面积减免",
      en: "By area",
      borneBy: "county",
      price10k: price10k(20_000),
    } as const;
    const changes = [{ list: "reliefs", row }] as const;
    const input = { base: 1, changes, reason: "县政办〔2025〕9号" };
    await done(room.deps, { ...caller(), ...program }, changeCatalogue, input);
    expect(codeOf(await ask({ relief: "by-area" }))).toBe("basis-wrong");
    expect(
      codeOf(await ask({ relief: "by-area", amountFen: undefined, season: "2022-2023" })),
    ).toBe("no-contract");
    await approved({ relief: "by-area", amountFen: undefined });
    // 90 m² × 2.00
    expect(await standing()).toEqual([267_470 - 18_000, 0]);
    expect((await newest()).lines[0]).toMatchObject({ account: "subsidy", partyId: "county" });
    await sound();
  });

  test("refusals, in their order", async () => {
    const alone = await runCommand(room.deps, caller(people.finance), relieve, wanted());
    expect(codeOf(alone)).toBe("approval-needed");
    expect(codeOf(await ask({ id: "h9" }))).toBe("not-found");
    expect(codeOf(await ask({ relief: "none" }))).toBe("not-in-catalogue");
    expect(codeOf(await ask({ amountFen: undefined }))).toBe("basis-wrong");
    expect(codeOf(await ask({ season: "2024-2025" }))).toBe("nothing-charged");
    expect(codeOf(await ask({ amountFen: fen(267_471) }))).toBe("more-than-charged");
    expect(codeOf(await ask({}, "other"))).toBe("ok");
    expect(codeOf(await ask())).toBe("request-pending");
    const head = await room.deps.store.head();
    const seen = caller(people.cashier);
    expect(codeOf(await runCommand(room.deps, seen, previewRelief, wanted()))).toBe("ok");
    expect(await room.deps.store.head()).toBe(head);
  });
});
