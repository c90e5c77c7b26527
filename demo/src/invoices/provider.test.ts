import { describe, expect, test } from "vitest";
import { blueOrder, taxProviderContract } from "@warmline/server/domains/invoices/contract.ts";
import { simulatedTaxProvider } from "./provider.ts";

const refused = blueOrder({ buyer: { title: "个人", taxNumber: "91140100MA0K000000" } });

describe("the simulated tax provider", () => {
  taxProviderContract(() => ({ provider: simulatedTaxProvider(), refused }));

  test("is the same after a restart, and after an answer that was lost", async () => {
    let lost = 0;
    const loses = () => (lost += 1) <= 2;
    const provider = simulatedTaxProvider({ loses, slowMs: 1 });
    await expect(provider.issue(blueOrder())).rejects.toThrow("does not answer");
    await expect(provider.issue(blueOrder())).rejects.toThrow("does not answer");
    const answer = await provider.issue(blueOrder());
    const after = await simulatedTaxProvider().issue(blueOrder());
    if (answer.state !== "issued" || after.state !== "issued") throw new Error("refused");
    expect(after.number).toBe(answer.number);
  });
});
