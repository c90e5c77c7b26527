import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { prepay } from "./fixture.ts";
import { payRefund } from "./refund-commands.ts";
import { refundableOf } from "./refund-queries.ts";
import { askRefund } from "./refund-request.ts";
import { caller, done } from "./testing.ts";

// What of an account's payments may go back, of all of them at once.

onEachEngine("on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
  });
  afterEach(() => room.close());

  const prepaid = (yuan: number, method?: PaymentMethod) =>
    prepay(room.deps, people.cashier, yuan, method);
  async function due(lotId: string, amountFen: number, method: PaymentMethod): Promise<string> {
    const wanted = { id: "h0", lotId, method, amountFen: fen(amountFen), reason: "搬走" };
    const { id } = await done(room.deps, caller(people.cashier), askRefund, wanted);
    expect(codeOf(await room.approve("manager", id))).toBe("ok");
    return id;
  }

  test("of which some went back, one that waits for its refund, and one whole", async () => {
    const lots = [await prepaid(100), await prepaid(200, "wechat"), await prepaid(300)] as const;
    const id = await due(lots[0], 4_000, "card");
    await done(room.deps, caller(people.cashier), payRefund, { id });
    await due(lots[1], 5_000, "wechat");
    const found = await refundableOf(room.deps, people.cashier, "h0");
    expect(found).toMatchObject({
      value: {
        lots: [
          { lotId: lots[0], leftFen: 6_000, ways: [{ method: "card", amountFen: 6_000 }] },
          { lotId: lots[1], leftFen: 20_000, ways: [{ method: "wechat", amountFen: 20_000 }] },
          { lotId: lots[2], leftFen: 30_000, ways: [{ method: "card", amountFen: 30_000 }] },
        ],
        refunds: [{ state: "due" }, { state: "paid" }],
      },
    });
  });
});
