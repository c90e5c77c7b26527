import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import {
  catalogues,
  catalogueVersions,
  type AnyRow,
} from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { households } from "@warmline/shared/households/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { setTariff } from "../households/tariff-commands.ts";
import { charge } from "../ledger/charge-commands.ts";
import { askSpaces } from "../ledger/space-request.ts";
import { caller, done, space, stream } from "../ledger/testing.ts";
import { verifyJournal } from "../ledger/verify.ts";
import { codeOf, openApprovalRoom, people, registry } from "../requests/fixture.ts";
import { requestFor } from "../requests/queries.ts";
import { changeCatalogue } from "./change-command.ts";
import { askCatalogue } from "./change-request.ts";
import { holdingCatalogue } from "./holding.ts";

// What can be charged for: asked for by one, approved by another, and read by what it is for.

const greenhouse = { code: "greenhouse", zh: "温室", en: "Greenhouse" };
const [residential] = SEED_CATALOGUE.priceClasses as [AnyRow];

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
  });
  afterEach(() => room.close());

  async function ask(changes: readonly CatalogueChange[], base = 1) {
    const input = { base, changes, reason: "发改价〔2026〕9号" };
    return runCommand(room.deps, caller(people.finance), askCatalogue, input);
  }

  async function approved(changes: readonly CatalogueChange[], base = 1) {
    const answer = await ask(changes, base);
    if (!answer.ok) throw new Error(answer.code);
    const request = await room.found(answer.value.id);
    expect(codeOf(await room.approve("second", request.id))).toBe("ok");
    return request;
  }

  const today = () => cityDate(room.deps.clock.now());
  const set = (priceClass: string, from: string) => {
    const terms = { component: "heat", price10k: price10k(300_000), approvedBy: "9号" };
    return runCommand(room.deps, caller(), setTariff, { priceClass, from, ...terms });
  };
  async function respaced(priceClass: string, houseType?: string) {
    const { rev } = (await room.deps.store.get(households, "h0"))!;
    const grounds = { basis: "survey", evidence: "测〔2026〕7号", reason: "实测" } as const;
    const spaces = [space({ priceClass, ...(houseType === undefined ? {} : { houseType }) })];
    const input = { id: "h0", rev, from: "2025-11-15", spaces, ...grounds };
    return runCommand(room.deps, caller(people.cashier), askSpaces, input);
  }

  test("a new class: refused before, shown, approved by another, then priced", async () => {
    expect(codeOf(await set("greenhouse", "2026-01-01"))).toBe("not-in-catalogue");
    expect(codeOf(await respaced("greenhouse"))).toBe("not-in-catalogue");
    const { id, preview, label } = await approved([{ list: "priceClasses", row: greenhouse }]);
    expect([label, preview.changes]).toEqual([
      "温室",
      [
        {
          field: "catalogue.list.priceClasses",
          from: [],
          to: ["温室", "Greenhouse", "greenhouse"],
        },
      ],
    ]);
    const next = { ...SEED_CATALOGUE, version: 2 };
    const rows = { ...next, priceClasses: [...SEED_CATALOGUE.priceClasses, greenhouse] };
    expect(await holdingCatalogue(room.deps.store)).toEqual(rows);
    expect(await room.deps.store.get(catalogueVersions, "2")).toMatchObject({
      ...rows,
      changed: ["priceClasses/greenhouse"],
      reason: "发改价〔2026〕9号",
      requestId: id,
      byName: "finance",
    });
    expect(codeOf(await set("greenhouse", "2020-01-01"))).toBe("ok");
    expect(codeOf(await respaced("greenhouse"))).toBe("ok");
  });

  test("a row that is named twice is shown as it would be made, once", async () => {
    const { preview, label } = await approved([
      { list: "priceClasses", row: { ...greenhouse, zh: "大棚" } },
      { list: "priceClasses", row: greenhouse },
    ]);
    expect([label, preview.changes.map(({ to }) => to)]).toEqual([
      "温室",
      [["温室", "Greenhouse", "greenhouse"]],
    ]);
    expect((await holdingCatalogue(room.deps.store)).priceClasses.at(-1)).toEqual(greenhouse);
  });

  test("ended: nothing new has it from that day, what is on file stays; the inverse", async () => {
    const until = addDays(today(), 10);
    await approved([{ list: "priceClasses", row: { ...residential, until } }]);
    expect(codeOf(await set("residential", until))).toBe("not-offered");
    expect(codeOf(await set("residential", addDays(until, -1)))).toBe("ok");
    const before = await stream(room.deps, "h0");
    await done(room.deps, caller(), charge, { id: "h0", season: "2025-2026" });
    expect(await stream(room.deps, "h0")).toHaveLength(before.length + 1);
    // The class is on file, though it ended; the house type is not.
    expect(codeOf(await respaced("residential", "palace"))).toBe("not-in-catalogue");
    expect(codeOf(await respaced("residential", "dwelling"))).toBe("ok");
    await approved([{ list: "priceClasses", row: residential }], 2);
    expect(await holdingCatalogue(room.deps.store)).toEqual({ ...SEED_CATALOGUE, version: 3 });
    expect(codeOf(await set("residential", until))).toBe("ok");
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("refused: alone, by whoever asked, twice at once, after another version", async () => {
    const changes = [{ list: "priceClasses", row: greenhouse }] as const;
    const input = { base: 1, changes, reason: "x" };
    const alone = await runCommand(room.deps, caller(people.finance), changeCatalogue, input);
    expect(codeOf(alone)).toBe("approval-needed");
    const asked = await ask(changes);
    if (!asked.ok) throw new Error(asked.code);
    expect(codeOf(await ask(changes))).toBe("request-pending");
    expect(codeOf(await room.approve("finance", asked.value.id))).toBe("own-request");
    expect(codeOf(await room.approve("cashier", asked.value.id))).toBe("out-of-scope");
    const meanwhile = { id: "city", ...SEED_CATALOGUE, version: 2 };
    await room.deps.store.commit([insert(catalogues, meanwhile)]);
    expect(codeOf(await room.approve("second", asked.value.id))).toBe("changed-since-approved");
    const looking = { ...room.deps, registry };
    const row = await requestFor(looking, people.finance, asked.value.id);
    expect(row).toMatchObject({ value: { why: "catalogue-moved", whyDetail: { version: 2 } } });
  });
});
