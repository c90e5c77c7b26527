import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { logins, staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { expectRefusals } from "../../platform/commands/testing.ts";
import { createStaff } from "./create-staff.ts";
import { changeStaff, deactivateStaff, reactivateStaff, unlockStaff } from "./member-commands.ts";
import { changePassword, resetPassword } from "./password-commands.ts";
import { hashPassword } from "./passwords.ts";
import { endSessions, signIn } from "./session-commands.ts";

const city = { kind: "city" } as const;
const nowhere = { kind: "branch", branchId: "no-such" } as const;
const PASSWORD = "warm radiators all winter";

let deps: TestDeps;
/** The city's only administrator. */
let boss: StaffMember;
let gone: StaffMember;
/** A cashier who left. */
let till: StaffMember;

beforeAll(async () => {
  deps = await openTestDeps();
  const cheap = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };
  const passwordHash = await hashPassword(PASSWORD, cheap);
  const person = { name: "某人", scope: city, active: true, passwordHash } as const;
  const people = [
    { ...person, id: "boss", login: "boss", roles: ["administrator"] as const },
    { ...person, id: "gone", login: "gone", roles: ["agent"] as const, active: false },
    { ...person, id: "till", login: "till", roles: ["cashier"] as const, active: false },
    {
      ...person,
      id: "new",
      login: "new",
      roles: ["agent"] as const,
      oneTimeUntil: instantOf(1e15),
    },
  ];
  await deps.store.commit([
    ...people.map((one) => insert(staff, one)),
    ...people.map(({ id }) => insert(logins, { id, staffId: id })),
  ]);
});
beforeEach(async () => {
  const found = await deps.store.getMany(staff, ["boss", "gone", "till"]);
  [boss, gone, till] = found as [StaffMember, StaffMember, StaffMember];
});
afterAll(() => deps.close());

function caller(id: string, scope: StaffMember["scope"] = city): Caller {
  const actor = { kind: "staff", id, name: id, roles: ["administrator"], scope } as const;
  return { actor, origin: "test", language: "zh" };
}
const local = caller("local", nowhere);
const other = caller("other");
const own = caller("boss");
const program: Caller = {
  actor: { kind: "system", id: "program", name: "program" },
  origin: "test",
  language: "zh",
};

const demoted = { name: "某人", roles: ["agent"] as const, scope: city };
const reason = "x";

describe("in their order, with nothing written", () => {
  test("creating", async () => {
    const taken = { login: "boss", name: "某", roles: ["agent"] as const };
    await expectRefusals(deps, createStaff, [
      ["out-of-scope", local, { ...taken, scope: nowhere }],
      ["scope-unknown", other, { ...taken, scope: nowhere }],
      ["login-taken", other, { ...taken, scope: city, roles: ["cashier"] }],
      ["two-administrators", other, { ...taken, scope: city, login: "free", roles: ["cashier"] }],
    ]);
  });

  test("changing", async () => {
    const { id, rev } = boss;
    await expectRefusals(deps, changeStaff, [
      ["out-of-scope", local, { ...demoted, id: "nobody", rev: 9, scope: nowhere }],
      ["not-found", own, { ...demoted, id: "nobody", rev: 9, scope: nowhere }],
      ["changed-meanwhile", own, { ...demoted, id, rev: 9, scope: nowhere }],
      ["scope-unknown", own, { ...demoted, id, rev, scope: nowhere }],
      ["own-administrator", own, { ...demoted, id, rev }],
      ["last-administrator", other, { ...demoted, id, rev }],
      ["own-rights", own, { ...demoted, id, rev, roles: ["administrator", "finance"] }],
      ["two-administrators", other, { ...demoted, id, rev, roles: ["administrator", "finance"] }],
    ]);
  });

  test("deactivating", async () => {
    const { id, rev } = boss;
    await expectRefusals(deps, deactivateStaff, [
      ["out-of-scope", local, { id: "nobody", rev: 9, reason }],
      ["not-found", own, { id: "nobody", rev: 9, reason }],
      ["changed-meanwhile", own, { id: "gone", rev: 9, reason }],
      ["already-inactive", own, { id: "gone", rev: gone.rev, reason }],
      ["own-administrator", own, { id, rev, reason }],
      ["last-administrator", other, { id, rev, reason }],
    ]);
  });

  test("reactivating", async () => {
    await expectRefusals(deps, reactivateStaff, [
      ["out-of-scope", local, { id: "nobody", rev: 9, reason }],
      ["not-found", own, { id: "nobody", rev: 9, reason }],
      ["changed-meanwhile", own, { id: "boss", rev: 9, reason }],
      ["already-active", own, { id: "boss", rev: boss.rev, reason }],
      ["two-administrators", own, { id: "till", rev: till.rev, reason }],
    ]);
  });

  test.each([resetPassword, unlockStaff, endSessions])("$name", async (command) => {
    const nobody = { id: "nobody", reason };
    await expectRefusals(deps, command as typeof unlockStaff, [
      ["out-of-scope", local, nobody],
      ["not-found", own, nobody],
    ]);
  });

  test("lifting one's own lock, resetting one's own password or a guarded one", async () => {
    await expectRefusals(deps, unlockStaff, [["own-rights", own, { id: "boss", reason }]]);
    await expectRefusals(deps, resetPassword, [
      ["own-rights", own, { id: "boss", reason }],
      ["two-administrators", other, { id: "boss", reason }],
      ["two-administrators", own, { id: "till", reason }],
    ]);
  });

  test("signing in with a one-time password", async () => {
    const asked = { login: "new", password: PASSWORD, address: "127.0.0.1" };
    await expectRefusals(deps, signIn, [
      ["password-must-change", program, asked],
      ["password-weak", program, { ...asked, newPassword: PASSWORD }],
    ]);
  });

  test("changing one's own password", async () => {
    await expectRefusals(deps, changePassword, [
      ["forbidden", program, { password: "wrong", newPassword: "weak" }],
      ["password-weak", own, { password: PASSWORD, newPassword: "weak" }],
    ]);
  });
});

describe("a wrong password is told of before a weak new one, and put on record", () => {
  const wrong = { password: "wrong", newPassword: "weak" };
  const newest = async () => {
    const query = { index: "byTime", order: "descending", limit: 1 } as const;
    const [record] = await deps.store.find(audit, query);
    return [record?.command, record?.subjects];
  };

  test("at sign-in", async () => {
    const outcome = await runCommand(deps, program, signIn, {
      ...wrong,
      login: "new",
      address: "127.0.0.1",
    });
    expect(outcome).toEqual(refuse("sign-in-refused"));
    expect(await newest()).toEqual(["staff.refuse-sign-in", ["staff/new"]]);
    await runCommand(deps, program, signIn, { ...wrong, login: "nobody", address: "127.0.0.1" });
    expect(await newest()).toEqual(["staff.refuse-sign-in", ["logins/unknown"]]);
  });

  test("on changing one's own, until the log-in is locked for the right one as well", async () => {
    for (let guess = 0; guess < 5; guess += 1) {
      const outcome = await runCommand(deps, own, changePassword, wrong);
      expect(outcome).toEqual(refuse("password-wrong"));
      expect(await newest()).toEqual(["staff.refuse-password", ["staff/boss"]]);
    }
    const right = { password: PASSWORD, newPassword: "another warm winter" };
    await expectRefusals(deps, changePassword, [["password-wrong", own, right]]);
  });
});
