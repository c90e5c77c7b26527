import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";

const call = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock("../call.ts", () => ({ call }));
// Outside of a component a rune is what it holds.
vi.stubGlobal("$state", (value: unknown) => value);
const { PartPreviews } = await import("./part-preview.svelte.ts");

const REFUSED = { ok: false, status: 422, code: "season-not-owed", message: "不欠" };
const FOUND = { ok: true, value: { seq: 3 } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a refused preview says so until asked anew, and another household's stays", async () => {
  const previews = new PartPreviews();
  const ask = async (accountId: string, answer: unknown) => {
    call.mockResolvedValueOnce(answer);
    previews.ask({ accountId, amountFen: fen(100), season: "2023-2024" });
    await vi.advanceTimersByTimeAsync(1_000);
  };
  await ask("h0", REFUSED);
  await ask("h1", REFUSED);
  expect([previews.of("h0"), previews.refusalOf("h0")]).toEqual([null, REFUSED]);
  await ask("h0", FOUND);
  expect([previews.of("h0"), previews.refusalOf("h0")]).toEqual([FOUND.value, null]);
  expect(previews.refusalOf("h1")).toEqual(REFUSED);
});
