import { afterEach, beforeEach, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { caller, done } from "../ledger/testing.ts";
import { codeOf, people } from "../requests/fixture.ts";
import { disputeItems, undoDunning } from "./commands.ts";
import { noonOf, openDunningRoom } from "./fixture.ts";
import { dunningOf } from "./read-standing.ts";

// 争议: h0 owes a season; an event of dunning and an entry of the ledger are one commit.

const OWED = fen(267_470);

onEachEngine("disputes on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openDunningRoom>>;
  beforeEach(async () => {
    room = await openDunningRoom(engine);
  });
  afterEach(() => room.close());

  const account = () => room.deps.store.get(accounts, "h0");
  const undo = (eventId: string) =>
    runCommand(room.deps, caller(), undoDunning, { id: "h0", eventId, reason: "误登" });
  async function told() {
    const found = await dunningOf(room.deps, people.finance, "h0");
    if (!found.ok) throw new Error(found.code);
    return found.value;
  }

  test("money passes by what is disputed until that is taken back, then pays it", async () => {
    const item = (await account())?.items[0]?.itemId;
    const dispute = { id: "h0", itemIds: [item!], reason: "面积" };
    const { id: eventId } = await done(room.deps, caller(), disputeItems, dispute);
    await room.paid(1_000);
    expect(await account()).toMatchObject({
      items: [{ disputed: true, openFen: OWED }],
      lots: [{ leftFen: 100_000 }],
    });
    expect(codeOf(await runCommand(room.deps, caller(), disputeItems, dispute))).toBe(
      "disputed-already",
    );
    const closed = { office: "city", day: "2025-11-01", state: "closed", closings: [] } as const;
    const day = { id: booksId("city", "2025-11-01"), ...closed };
    await room.deps.store.commit([insert(books, day)]);
    const events = (await told()).events.length;
    expect(codeOf(await undo(eventId))).toBe("day-closed");
    expect(await told()).toMatchObject({ disputed: [item], events: { length: events } });
    room.clock.at = noonOf("2025-11-02");
    expect(codeOf(await undo(eventId))).toBe("ok");
    expect(await account()).toMatchObject({ items: [{ openFen: OWED - 100_000 }], lots: [] });
    expect(await told()).toMatchObject({ overdueFen: OWED - 100_000, disputed: [] });
  });
});
