import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { InvoiceOrder, TaxProvider } from "./provider.ts";

/** 2,674.70 at 9 %, the worked example of the charging rules. */
const SUMS = { grossFen: fen(267_470), netFen: fen(245_385), taxFen: fen(22_085) };

export function blueOrder(over: Partial<InvoiceOrder> = {}): InvoiceOrder {
  const line = { season: "2025-2026", fee: "heat" as const, share10k: price10k(90_000), ...SUMS };
  return {
    key: "FP-XICHENG-2026-000001/1",
    kind: "blue",
    number: "FP-XICHENG-2026-000001",
    buyer: { title: "幸福超市" },
    lines: [line],
    ...SUMS,
    ...over,
  };
}

interface Opened {
  readonly provider: TaxProvider;
  /** An order that it refuses. */
  readonly refused: InvoiceOrder;
}

/** 开票通道的约定: what every tax provider must do. `open` gives one that knows nothing yet. */
export function taxProviderContract(open: () => Opened | Promise<Opened>): void {
  test("an order is issued under a number of the provider's", async () => {
    const { provider } = await open();
    const answer = await provider.issue(blueOrder());
    expect(answer).toMatchObject({ state: "issued", number: expect.stringMatching(/^\d{8,20}$/) });
  });

  test("the same key has the same answer, however often and at once it is asked for", async () => {
    const { provider } = await open();
    const answers = await Promise.all([1, 2, 3].map(() => provider.issue(blueOrder())));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test("two keys are two invoices", async () => {
    const { provider } = await open();
    const one = await provider.issue(blueOrder());
    const other = await provider.issue(blueOrder({ key: "FP-XICHENG-2026-000002/1" }));
    expect([one.state, other.state]).toEqual(["issued", "issued"]);
    expect(one).not.toEqual(other);
  });

  test("other content under a key that is known is not issued", async () => {
    const { provider } = await open();
    await provider.issue(blueOrder());
    const other = await provider.issue(blueOrder({ buyer: { title: "另一家" } }));
    expect(other.state).toBe("refused");
  });

  test("a refusal says why, and stays one; mended it is another key", async () => {
    const { provider, refused } = await open();
    const answer = await provider.issue(refused);
    expect(answer).toMatchObject({
      state: "refused",
      code: expect.stringMatching(/./),
      words: expect.stringMatching(/./),
    });
    expect(await provider.issue(refused)).toEqual(answer);
    const mended = { ...refused, key: `${refused.number}/2`, buyer: { title: "幸福超市" } };
    expect((await provider.issue(mended)).state).toBe("issued");
  });

  test("a red one names the blue one's number, or is refused", async () => {
    const { provider } = await open();
    const blue = await provider.issue(blueOrder());
    if (blue.state !== "issued") throw new Error(blue.words);
    const negative = { grossFen: fen(-267_470), netFen: fen(-245_385), taxFen: fen(-22_085) };
    const red = blueOrder({ key: "FP-XICHENG-2026-000002/1", kind: "red", ...negative });
    expect((await provider.issue({ ...red, blueNumber: blue.number })).state).toBe("issued");
    expect((await provider.issue({ ...red, key: "other/1" })).state).toBe("refused");
  });
}
