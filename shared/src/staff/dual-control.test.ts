import { describe, expect, test } from "vitest";
import type { Role, Scope } from "../access/actor.ts";
import { needsPassword, needsTwo, type Standing } from "./dual-control.ts";

const city: Scope = { kind: "city" };
const hall = (hallId: string): Scope => ({ kind: "hall", hallId });
const branch: Scope = { kind: "branch", branchId: "west" };

function one(roles: readonly Role[], scope: Scope = hall("west"), active = true): Standing {
  return { name: "某人", roles, scope, active };
}

describe("what two administrators are needed for", () => {
  test.each<[what: string, Standing | null, Standing, two: boolean, password: boolean]>([
    ["a newcomer at the phone", null, one(["agent"]), false, false],
    ["a newcomer at the till", null, one(["cashier"]), true, true],
    ["a newcomer among others' roles", null, one(["agent", "finance"]), true, true],
    ["an agent becomes supervisor", one(["agent"]), one(["supervisor"], city), false, false],
    ["an agent becomes administrator", one(["agent"]), one(["administrator"]), true, true],
    ["a cashier becomes finance", one(["cashier"]), one(["finance"]), true, false],
    ["a cashier becomes agent", one(["cashier"]), one(["agent"], city), false, false],
    ["another name", one(["finance"]), { ...one(["finance"]), name: "别人" }, false, false],
    ["nothing", one(["finance"]), one(["finance"]), false, false],
    ["a role less", one(["finance", "cashier"]), one(["cashier"]), false, false],
    ["another hall", one(["cashier"]), one(["cashier"], hall("south")), true, false],
    ["a branch with the id of the hall", one(["cashier"]), one(["cashier"], branch), true, false],
    ["the whole city", one(["cashier"]), one(["cashier"], city), true, false],
    ["no longer the whole city", one(["cashier"], city), one(["cashier"]), false, false],
    ["back at the till", one(["cashier"], city, false), one(["cashier"], city), true, false],
    ["back at the phone", one(["agent"], city, false), one(["agent"], city), false, false],
    ["away from the till", one(["cashier"]), one(["cashier"], hall("west"), false), false, false],
    ["away, and at the till", one(["agent"]), one(["cashier"], hall("west"), false), true, true],
  ])("%s", (_, before, after, two, password) => {
    expect([needsTwo(before, after), needsPassword(before, after)]).toEqual([two, password]);
  });
});
