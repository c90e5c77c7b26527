import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { alarms } from "@warmline/shared/security/alarm.ts";
import { securityEvents } from "@warmline/shared/security/event.ts";
import { logins, staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Deps } from "../../platform/deps.ts";
import { STRANGER } from "../../platform/records/security-events.ts";
import { ENGINES, openNodes } from "../../platform/stores/testing.ts";
import { resetFromMachine } from "../staff/index.ts";
import { watchSecurity } from "./watch.ts";

async function member({ store }: Deps, login: string): Promise<void> {
  const rights = { roles: ["agent"], scope: { kind: "city" }, active: true, passwordHash: "x" };
  const body = { id: login, login, name: login, ...rights };
  await store.commit([insert(staff, body as never), insert(logins, { id: login, staffId: login })]);
}

const found = ({ store }: Deps) =>
  Promise.all([
    store.find(securityEvents, { index: "byTime" }),
    store.find(alarms, { index: "byOpen", where: { open: true } }),
  ]);

async function untilFound(deps: Deps, alarmCount: number): Promise<void> {
  while ((await found(deps))[1].length < alarmCount) await pause(10);
}

describe.each(ENGINES)("two nodes that follow one log, $engine", ({ engine, missing }) => {
  test.skipIf(missing)(
    "break-glass is one event and one alarm, whoever sees it first",
    async () => {
      const { nodes, close } = await openNodes(engine);
      await member(nodes[0], "wang");
      await Promise.all(nodes.map(watchSecurity));
      const how = { login: "wang", reason: "忘记密码", user: "root" };
      expect((await resetFromMachine(nodes[1], how)).ok).toBe(true);
      await untilFound(nodes[0], 1);
      // Whatever a slower node would still add comes before what is written next.
      await resetFromMachine(nodes[0], how);
      await untilFound(nodes[0], 2);
      const [events, raised] = await found(nodes[0]);
      expect(events.map(({ kind, about }) => [kind, about])).toEqual([
        ["break-glass", "staff/wang"],
        ["break-glass", "staff/wang"],
      ]);
      expect(raised.map(({ rule, actorName }) => [rule, actorName])).toEqual([
        ["break-glass", "machine root"],
        ["break-glass", "machine root"],
      ]);
      await close();
    },
  );

  test.skipIf(missing)("what happened while no server ran is found at the start", async () => {
    const { nodes, close } = await openNodes(engine);
    await member(nodes[0], "wang");
    const how = { login: "wang", reason: "忘记密码", user: "root" };
    await resetFromMachine(nodes[1], how);
    await watchSecurity(nodes[0]);
    await untilFound(nodes[0], 1);
    expect((await found(nodes[0])).map(({ length }) => length)).toEqual([1, 1]);
    await close();
  });

  test.skipIf(missing)("one person's sign-ins from many addresses, on any node", async () => {
    const { nodes, close } = await openNodes(engine);
    await member(nodes[0], "wang");
    await watchSecurity(nodes[1]);
    const actor = {
      kind: "staff",
      id: "wang",
      name: "wang",
      roles: [],
      scope: { kind: "city" },
    } as const;
    // Of one network a person has as many addresses as they like: that is one place.
    const home = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4"];
    for (const address of [...home, "10.0.0.2", "10.0.0.3", "10.0.0.4"]) {
      const caller = { actor, origin: `console ${address}`, language: "zh" } as const;
      const of = { command: "staff.sign-in", subjects: ["staff/wang"] };
      const login = insert(staff, { id: address, login: address } as never);
      await commitAudited(nodes[0], caller, of, [login]);
    }
    await untilFound(nodes[0], 1);
    expect((await found(nodes[0]))[1]).toMatchObject([
      { rule: "many-addresses", actorId: "wang", address: "10.0.0.4", count: 4 },
    ]);
    await close();
  });

  test.skipIf(missing)("what was noted is there when the process has closed", async () => {
    const { nodes, close } = await openNodes(engine);
    const note = { kind: "forbidden", who: STRANGER, address: "10.0.0.7", what: "test" } as const;
    nodes[0].records.security.note(note);
    nodes[0].records.security.note(note);
    await nodes[0].records.close();
    const events = await nodes[1].store.find(securityEvents, { index: "byTime" });
    expect(events.map(({ count }) => count)).toEqual([1, 1]);
    await close();
  });
});
