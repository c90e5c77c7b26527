import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@warmline/shared/access/actor.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { expectRefusals } from "../../platform/commands/testing.ts";
import { insertCity, registration, space } from "./city-fixture.ts";
import { endContract, signContract } from "./contract-commands.ts";
import { changeSpaces } from "../ledger/space-commands.ts";
import { askSpaces } from "../ledger/space-request.ts";
import { addPerson, changePerson, removePerson, restorePerson } from "./people-commands.ts";
import { correctAddress, registerHousehold, renameHousehold } from "./registration-commands.ts";

let deps: TestDeps;
let home: Household;
let neighbour: Household;
/** With as many people as there may be. */
let full: Household;

beforeAll(async () => {
  deps = await openTestDeps();
  await insertCity(deps.store);
  home = await register("1");
  neighbour = await register("2");
  const twenty = Array.from({ length: 20 }, () => home.people[0]!);
  full = await register("3", { people: twenty });
});
afterAll(() => deps.close());

function caller(scope: Scope): Caller {
  const actor = { kind: "staff", id: "c", name: "c", roles: ["cashier"], scope } as const;
  return { actor, origin: "test", language: "zh" };
}
const local = caller({ kind: "branch", branchId: "b1" });
const abroad = caller({ kind: "branch", branchId: "b2" });
const reason = "x";
const noPhone = { name: "甲", relation: "owner", phones: ["1234"] } as const;
const wrongSpace = { ...space, innerAreaMilli: areaMilli(200_000) };

async function register(room: string, more: object = {}): Promise<Household> {
  const made = await runCommand(deps, local, registerHousehold, asked(room, more));
  if (!made.ok) throw new Error(made.code);
  return (await deps.store.get(households, made.value.id))!;
}

type Registration = Parameters<typeof registerHousehold.load>[1];
function asked(room: string, more: object = {}): Registration {
  return registration(room, more) as unknown as Registration;
}

describe("refusals in their order, with nothing written", () => {
  test("registering", async () => {
    const wrong = { people: [noPhone], spaces: [wrongSpace] };
    await expectRefusals(deps, registerHousehold, [
      ["unit-unknown", abroad, asked("1", { ...wrong, unitId: "b1" })],
      ["out-of-scope", abroad, asked("1", wrong)],
      ["phone-unknown", local, asked("1", wrong)],
      ["area-wrong", local, asked("1", { spaces: [wrongSpace] })],
      ["address-taken", local, asked("1")],
    ]);
  });

  test("renaming", async () => {
    await expectRefusals(deps, renameHousehold, [
      ["not-found", abroad, { id: "nowhere", rev: 9, name: "甲", reason }],
      ["out-of-scope", abroad, { id: home.id, rev: 9, name: "甲", reason }],
      ["changed-meanwhile", local, { id: home.id, rev: 9, name: "甲", reason }],
    ]);
  });

  test("correcting the address", async () => {
    const { id, rev } = home;
    const { address } = neighbour;
    const to = { address, unitId: neighbour.place.unitId, reason };
    await runCommand(deps, abroad, registerHousehold, asked("2", { unitId: "b2-u1" }));
    await expectRefusals(deps, correctAddress, [
      ["not-found", abroad, { ...to, id: "nowhere", rev: 9, unitId: "c" }],
      ["out-of-scope", abroad, { ...to, id, rev: 9, unitId: "c" }],
      ["changed-meanwhile", local, { ...to, id, rev: 9, unitId: "c" }],
      ["unit-unknown", local, { ...to, id, rev, unitId: "c" }],
      ["out-of-scope", local, { ...to, id, rev, unitId: "b2-u1" }],
      ["address-taken", local, { ...to, id, rev }],
    ]);
  });

  test("people", async () => {
    const nobody = { id: home.id, rev: home.rev, personId: "nobody", reason };
    await expectRefusals(deps, addPerson, [
      ["not-found", abroad, { ...noPhone, id: "nowhere", rev: 9 }],
      ["out-of-scope", abroad, { ...noPhone, id: full.id, rev: 9 }],
      ["changed-meanwhile", local, { ...noPhone, id: full.id, rev: 9 }],
      ["phone-unknown", local, { ...noPhone, id: full.id, rev: full.rev }],
      ["people-full", local, { ...noPhone, phones: [], id: full.id, rev: full.rev }],
    ]);
    const someone = { ...noPhone, ...nobody, personId: home.people[0]!.id };
    await expectRefusals(deps, changePerson, [
      ["out-of-scope", abroad, { ...noPhone, ...nobody, rev: 9 }],
      ["changed-meanwhile", local, { ...noPhone, ...nobody, rev: 9 }],
      ["person-unknown", local, { ...noPhone, ...nobody }],
      ["phone-unknown", local, someone],
    ]);
    for (const command of [removePerson, restorePerson]) {
      await expectRefusals(deps, command as typeof removePerson, [
        ["out-of-scope", abroad, { ...nobody, rev: 9 }],
        ["changed-meanwhile", local, { ...nobody, rev: 9 }],
        ["person-unknown", local, nobody],
      ]);
    }
  });

  test("restoring where there is no more room", async () => {
    const { id, people } = full;
    const personId = people[0]!.id;
    const removed = await runCommand(deps, local, removePerson, { id, rev: 1, personId, reason });
    expect(removed.ok).toBe(true);
    const added = { ...noPhone, phones: [], id, rev: 2 };
    expect((await runCommand(deps, local, addPerson, added)).ok).toBe(true);
    await expectRefusals(deps, restorePerson, [
      ["people-full", local, { id, rev: 3, personId, reason }],
    ]);
  });

  test("changing what is heated", async () => {
    const { id } = home;
    const shown = {
      from: "2026-11-15",
      basis: "survey",
      evidence: "测〔2026〕7号",
      reason,
    } as const;
    const wrong = { ...shown, spaces: [wrongSpace] };
    await expectRefusals(deps, changeSpaces, [
      ["not-found", abroad, { ...wrong, id: "nowhere", rev: 9 }],
      ["out-of-scope", abroad, { ...wrong, id, rev: 9 }],
      ["changed-meanwhile", local, { ...wrong, id, rev: 9 }],
      ["approval-needed", local, { ...wrong, id, rev: 1 }],
    ]);
    await expectRefusals(deps, askSpaces, [
      ["area-wrong", local, { ...wrong, id, rev: 1 }],
      ["spaces-same", local, { ...shown, spaces: [space], id, rev: 1 }],
    ]);
  });

  test("signing and ending a contract", async () => {
    const terms = { holder: "王小明", signedOn: "2026-10-20" };
    const season = "2026-2027";
    const { id } = home;
    const signed = await runCommand(deps, local, signContract, { id, rev: 1, season, ...terms });
    expect(signed.ok).toBe(true);
    const unknown = { ...terms, season: "2030-2031" };
    await expectRefusals(deps, signContract, [
      ["not-found", abroad, { ...unknown, id: "nowhere", rev: 9 }],
      ["out-of-scope", abroad, { ...unknown, id, rev: 9 }],
      ["changed-meanwhile", local, { ...unknown, id, rev: 9 }],
      ["season-unknown", local, { ...unknown, id, rev: 1 }],
      ["contract-active", local, { ...terms, season, id, rev: 1 }],
    ]);
    const ended = await runCommand(deps, local, endContract, { id, season, rev: 1, reason });
    expect(ended.ok).toBe(true);
    await expectRefusals(deps, endContract, [
      ["not-found", abroad, { id, season: "2030-2031", rev: 9, reason }],
      ["out-of-scope", abroad, { id, season, rev: 9, reason }],
      ["changed-meanwhile", local, { id, season, rev: 1, reason }],
      ["contract-ended", local, { id, season, rev: 2, reason }],
    ]);
  });
});
