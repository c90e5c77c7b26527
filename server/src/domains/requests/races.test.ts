import { expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { caller, stream, type Engine } from "../ledger/testing.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { codeOf, desk, openApprovalRoom, people } from "./fixture.ts";

// Of two nodes at the same moment, on each engine.

const ROUNDS = 5;

onEachEngine("%s", (engine) => {
  test("two approve at once: it is carried out once", { timeout: 60_000 }, async () => {
    await using room = await disposable(engine);
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = await room.asked("cashier", await room.paid(1));
      const codes = (
        await Promise.all([
          room.approveSeen("manager", request),
          room.other.approveSeen("finance", request),
          room.other.approveSeen("second", request),
        ])
      ).map(codeOf);
      expect(codes.filter((code) => code === "ok")).toHaveLength(1);
      const refused = codes.filter((code) => code !== "ok");
      expect(refused).toEqual(["changed-meanwhile", "changed-meanwhile"]);
      expect(await stream(room.deps, "h0")).toHaveLength(2 * (round + 1));
    }
  });

  test(
    "approved while the account moves: done as shown, or not at all",
    { timeout: 60_000 },
    async () => {
      await using room = await disposable(engine);
      for (let round = 0; round < ROUNDS; round += 1) {
        const request = await room.asked("cashier", await room.paid(1));
        const [approved] = await Promise.all([
          room.approveSeen("manager", request),
          room.other.paid(2),
        ]);
        const entries = await stream(room.deps, "h0");
        const done = entries.find(({ requestId }) => requestId === request.id);
        const undone = entries.find(({ id }) => id === done?.reverses);
        // Nothing came between what was shown and what was done: it is the very next entry.
        const asShown = done === undefined ? null : done.seq - (undone?.seq ?? 0);
        const seen = [codeOf(approved), asShown, (await room.found(request.id)).state];
        expect([
          ["ok", 1, "executed"],
          ["changed-since-approved", null, "changed"],
        ]).toContainEqual(seen);
      }
    },
  );

  test(
    "one who reverses alone beside the approval: one of the two",
    { timeout: 60_000 },
    async () => {
      await using room = await disposable(engine);
      for (let round = 0; round < ROUNDS; round += 1) {
        const entryId = await room.paid(1);
        const request = await room.asked("cashier", entryId);
        const input = { id: entryId, reason: "错" };
        const codes = (
          await Promise.all([
            room.approveSeen("finance", request),
            runCommand(room.node, caller(people.manager), reverse, input),
          ])
        ).map(codeOf);
        expect(codes.filter((code) => code === "ok")).toHaveLength(1);
        const entries = await stream(room.deps, "h0");
        expect(entries.filter(({ reverses }) => reverses === entryId)).toHaveLength(1);
      }
    },
  );
});

async function disposable(engine: Engine) {
  const room = await openApprovalRoom(engine);
  const node = await room.another();
  return { ...room, node, other: desk(node), [Symbol.asyncDispose]: room.close };
}
