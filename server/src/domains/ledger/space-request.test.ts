import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agreed, contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, tariffs, type HeatingSpace } from "@warmline/shared/households/model.ts";
import { premises, spacesOnFile } from "@warmline/shared/households/premise.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { charge } from "./charge-commands.ts";
import { changeSpaces } from "./space-commands.ts";
import { askSpaces } from "./space-request.ts";
import { caller, done, space, storedAccount, stream } from "./testing.ts";
import { verifyJournal } from "./verify.ts";

// Other areas and classes: asked for, shown, approved, and charged anew in one commit.

const SEASON = "2025-2026";
const smaller = space({ billingAreaMilli: areaMilli(98_120) });

let room: Awaited<ReturnType<typeof openApprovalRoom>>;
beforeEach(async () => {
  room = await openApprovalRoom();
});
afterEach(() => room.close());

async function input(spaces: readonly HeatingSpace[], from = "2025-11-15") {
  const { rev } = (await room.deps.store.get(households, "h0"))!;
  const shown = { basis: "survey", evidence: "测〔2025〕7号", reason: "实测" } as const;
  return { id: "h0", rev, from, spaces, ...shown };
}

async function ask(spaces: readonly HeatingSpace[], from?: string) {
  return runCommand(room.deps, caller(people.cashier), askSpaces, await input(spaces, from));
}

async function asked(spaces: readonly HeatingSpace[], from?: string) {
  const answer = await ask(spaces, from);
  if (!answer.ok) throw new Error(answer.code);
  return room.found(answer.value.id);
}

const charged = () => done(room.deps, caller(), charge, { id: "h0", season: SEASON });

async function standing() {
  const account = (await storedAccount(room.deps, "h0"))!;
  return [owedFen(account), onAccountFen(account)];
}

test("103.47 → 98.12 m² at 25.85: −2,674.70 + 2,536.40 = −138.30, shown and done", async () => {
  await charged();
  const { id, preview, amountFen } = await asked([smaller]);
  expect(amountFen).toBe(13_830);
  expect(preview.changes[0]).toMatchObject({
    field: "space",
    from: expect.arrayContaining(["103.47 m²"]),
    to: expect.arrayContaining(["98.12 m²"]),
  });
  expect(preview.entries.map(({ kind, amountFen: fens }) => [kind, fens])).toEqual([
    ["reversal", -267_470],
    ["charge", 253_640],
  ]);
  expect(preview.owed).toMatchObject([{ owedFen: { before: 267_470, after: 253_640 } }]);
  expect(codeOf(await room.approve("cashier", id))).toBe("own-request");
  expect(codeOf(await room.approve("finance", id))).toBe("ok");

  expect(await standing()).toEqual([253_640, 0]);
  const entries = await stream(room.deps, "h0");
  expect(entries.map(({ requestId }) => requestId)).toEqual([undefined, id, id]);
  const contract = (await room.deps.store.get(contracts, `h0/${SEASON}`))!;
  expect(agreed(contract)).toMatchObject({ version: 2, kind: "area-change", requestId: id });
  const premise = (await room.deps.store.get(premises, "h0"))!;
  expect(spacesOnFile(premise)).toMatchObject({ spaces: [smaller], requestId: id });
  const { findings, mismatches } = await verifyJournal(room.deps.store);
  expect([findings, mismatches.count]).toEqual([[], 0]);
});

test("the inverse is another request: all is owed again as before", async () => {
  await charged();
  await room.approve("finance", (await asked([smaller])).id);
  await room.approve("finance", (await asked([space()])).id);
  expect(await standing()).toEqual([267_470, 0]);
  expect(await stream(room.deps, "h0")).toHaveLength(5);
});

test("what was paid pays the new charge; the rest is on account", async () => {
  await charged();
  await room.paid(2_674.7);
  const { id, preview } = await asked([smaller]);
  expect(preview.owed).toMatchObject([
    { owedFen: { before: 0, after: 0 }, onAccountFen: { before: 0, after: 13_830 } },
  ]);
  await room.approve("finance", id);
  expect(await standing()).toEqual([0, 13_830]);
});

test("what is not charged is only agreed anew", async () => {
  const { id, preview, amountFen } = await asked([smaller]);
  expect([preview.entries, amountFen]).toEqual([[], 0]);
  expect(codeOf(await room.approve("finance", id))).toBe("ok");
  expect(await charged()).toMatchObject({ owedFen: 253_640 });
});

test.each([
  ["area-change", smaller],
  ["class-change", space({ priceClass: "commercial" })],
])("%s: the contract stays with the customer who signed it", async (kind, one) => {
  const { store } = room.deps;
  const before = (await store.get(contracts, `h0/${SEASON}`))!;
  const [signed] = before.versions;
  const versions = [{ ...signed!, holder: "签约人", customerId: "signer" }];
  expect(await store.commit([replace(contracts, before, { ...before, versions })])).toMatchObject({
    ok: true,
  });
  await room.approve("finance", (await asked([one])).id);
  const contract = (await store.get(contracts, `h0/${SEASON}`))!;
  const by = { holder: "签约人", customerId: "signer" };
  expect(agreed(contract)).toMatchObject({ version: 2, kind, ...by });
});

test("a large difference takes two", async () => {
  await charged();
  const { id, steps } = await asked([space({ billingAreaMilli: areaMilli(50) })].map(whole));
  expect(steps).toHaveLength(1);
  await room.withdraw("cashier", id);
  const larger = whole(space({ billingAreaMilli: areaMilli(900_000) }));
  expect((await asked([larger])).steps).toHaveLength(2);
});

function whole(one: HeatingSpace): HeatingSpace {
  const { billingAreaMilli } = one;
  const least = areaMilli(10);
  const areas = { buildingAreaMilli: billingAreaMilli, innerAreaMilli: least };
  return { ...one, ...areas, usableAreaMilli: least };
}

describe("refused", () => {
  test("without a request, also to finance", async () => {
    const change = await input([smaller]);
    const alone = await runCommand(room.deps, caller(), changeSpaces, change);
    expect(codeOf(alone)).toBe("approval-needed");
  });

  test("where it could not be charged anew: no price, or a storey above 3 m", async () => {
    await charged();
    expect(await ask([space({ priceClass: "commercial" })])).toMatchObject({
      code: "no-tariff",
      detail: { season: "2025-2026", name: "商业" },
    });
    expect(codeOf(await ask([space({ storeyHeightMm: 3_001 })]))).toBe("rule-missing");
    expect(await stream(room.deps, "h0")).toHaveLength(1);
  });

  test("while the same is asked for, whoever asks", async () => {
    await asked([smaller]);
    expect(codeOf(await ask([space({ billingAreaMilli: areaMilli(90_000) })]))).toBe(
      "request-pending",
    );
  });

  test("where a price was corrected meanwhile: another sum was shown", async () => {
    await charged();
    const { id } = await asked([smaller]);
    const tariff = (await room.deps.store.get(tariffs, "t1"))!;
    const next = { ...tariff, price10k: price10k(260_000) };
    await room.deps.store.commit([replace(tariffs, tariff, next)]);
    expect(codeOf(await room.approve("finance", id))).toBe("changed-since-approved");
    expect(await standing()).toEqual([267_470, 0]);
  });
});

test("a class with a price of its own: the season is charged by it", async () => {
  await charged();
  const tariff = {
    id: "t2",
    component: "heat",
    priceClass: "commercial",
    from: "2020-01-01",
    to: null,
  } as const;
  const priced = { ...tariff, price10k: price10k(400_000), approvedBy: "2" };
  await room.deps.store.commit([insert(tariffs, priced)]);
  const { id, preview } = await asked([space({ priceClass: "commercial", houseType: "shop" })]);
  expect(preview.entries.map(({ amountFen }) => amountFen)).toEqual([-267_470, 413_880]);
  await room.approve("finance", id);
  expect(await standing()).toEqual([413_880, 0]);
  // Each entry keeps what the household was when it was charged.
  const places = (await stream(room.deps, "h0")).map(({ place }) => place?.split("/").slice(3));
  expect(places).toEqual([
    ["阳光", "residential", ""],
    ["阳光", "residential", ""],
    ["阳光", "commercial", "shop"],
  ]);
});
