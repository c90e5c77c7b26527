import { describe, expect, test } from "vitest";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { handoverFrom } from "@warmline/shared/staff/handover.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { ENGINES, openNodes } from "../../platform/stores/testing.ts";
import { createStaff } from "./create-staff.ts";
import { drawHalf } from "./draw-half.ts";
import { changeStaff, deactivateStaff } from "./member-commands.ts";
import { verifyPassword } from "./passwords.ts";

/** More for a longer look: `ROUNDS=10000 npx vitest run …`. */
const ROUNDS = Number(process.env["ROUNDS"] ?? 150);
/** Some hundred commits on a machine that others use. */
const LONG_MS = 120_000;
const city = { kind: "city" } as const;

function administrator(id: string): Caller {
  return {
    actor: { kind: "staff", id, name: id, roles: ["administrator"], scope: city },
    origin: "test",
    language: "zh",
  };
}

/** Both are administrators again, whatever the round before has made of them. */
async function appoint({ store }: Deps, ids: readonly string[]): Promise<StaffMember[]> {
  const found = new Map((await store.getMany(staff, ids)).map((one) => [one.id, one]));
  const office = { roles: ["administrator"], scope: city, active: true } as const;
  const writes = ids.map((id) => {
    const body = { id, login: id, name: id, passwordHash: "-", ...office };
    const member = found.get(id);
    return member === undefined ? insert(staff, body) : replace(staff, member, body);
  });
  expect(await store.commit(writes)).toMatchObject({ ok: true });
  return store.getMany(staff, ids);
}

async function administratorsLeft({ store }: Deps): Promise<number> {
  const active = await store.find(staff, { index: "byActive", where: { active: true } });
  return active.filter(({ roles }) => roles.includes("administrator")).length;
}

type Remove = (node: Deps, as: string, member: StaffMember) => Promise<Result<unknown>>;

const WAYS: [string, Remove][] = [
  [
    "deactivate",
    (node, as, { id, rev }) =>
      runCommand(node, administrator(as), deactivateStaff, { id, rev, reason: "互相" }),
  ],
  [
    "take the role from",
    (node, as, { id, rev, name }) => {
      const asked = { id, rev, name, roles: ["agent"] as const, scope: city };
      return runCommand(node, administrator(as), changeStaff, asked);
    },
  ],
];

const codeOf = (outcome: Result<unknown>) => (outcome.ok ? "done" : outcome.code);

describe.each(ENGINES)("two nodes over $engine", ({ engine, missing }) => {
  test.skipIf(missing).each(WAYS)(
    "two administrators who %s each other: one stays",
    async (_, remove) => {
      const { nodes, close } = await openNodes(engine);
      try {
        for (let round = 0; round < ROUNDS; round += 1) {
          const [one, two] = (await appoint(nodes[0], ["a", "b"])) as [StaffMember, StaffMember];
          const outcomes = await Promise.all([
            remove(nodes[0], "a", two),
            remove(nodes[1], "b", one),
          ]);
          expect(outcomes.map(codeOf).toSorted()).toEqual(["done", "last-administrator"]);
          expect(await administratorsLeft(nodes[round % 2]!)).toBe(1);
        }
      } finally {
        await close();
      }
    },
    LONG_MS,
  );

  test.skipIf(missing)("one log-in is one person's", async () => {
    const { nodes, close } = await openNodes(engine);
    try {
      const asked = { login: "li.wei", name: "李伟", roles: ["agent"] as const, scope: city };
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          runCommand(nodes[n % 2]!, administrator("a"), createStaff, asked),
        ),
      );
      const codes = outcomes.map(codeOf);
      expect(codes.filter((code) => code === "done")).toHaveLength(1);
      expect(codes.filter((code) => code === "login-taken")).toHaveLength(5);
    } finally {
      await close();
    }
  });

  test.skipIf(missing)("two halves drawn at the same moment make one password", async () => {
    const { nodes, close } = await openNodes(engine);
    try {
      for (let round = 0; round < ROUNDS / 15; round += 1) {
        const id = `person-${round}`;
        await nodes[0].store.commit([insert(staff, handedOver(id, nodes[0].clock.now()))]);
        const halves = await Promise.all(
          (["a", "b"] as const).map((by, at) =>
            runCommand(nodes[at]!, administrator(by), drawHalf, { id }),
          ),
        );
        const [first, second] = halves.map((one) => (one.ok ? one.value.secret : one.code));
        const { passwordHash, handover } = (await nodes[round % 2]!.store.get(staff, id))!;
        expect(handover?.kept).toBeUndefined();
        expect(await verifyPassword(passwordHash, `${first}-${second}`)).toBe(true);
      }
    } finally {
      await close();
    }
  });
});

/** Somebody whose new password `a` and `b` are about to draw. */
function handedOver(id: string, now: Instant) {
  const person = {
    id,
    login: id,
    name: id,
    roles: ["finance"],
    scope: city,
    active: true,
  } as const;
  const handover = handoverFrom({ first: "a", second: "b" }, now);
  return { ...person, passwordHash: "", handover };
}
