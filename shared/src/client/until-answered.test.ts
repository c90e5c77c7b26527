import { expect, test, vi } from "vitest";
import type { Answer } from "./call.ts";

// Outside of a component a rune is what it holds.
vi.stubGlobal("$state", (value: unknown) => value);
const { untilAnswered } = await import("./until-answered.ts");

const refusal = (status: number, code: string): Answer<never> => {
  return { ok: false, status, code, message: code };
};
const OFFLINE = refusal(0, "offline");

/** Asks what is answered so, one after the other; answers how often it was asked in all. */
async function asked(answers: Answer<unknown>[]): Promise<number> {
  const last = answers.length;
  const ask = vi.fn<() => Promise<Answer<unknown>>>(async () => answers.shift() ?? OFFLINE);
  const stop = untilAnswered(ask, [0]);
  await vi.waitUntil(() => ask.mock.calls.length >= last);
  await new Promise((later) => setTimeout(later));
  stop();
  return ask.mock.calls.length;
}

test.each([
  ["an answer", [{ ok: true, value: 1 } as const], 1],
  ["a refusal", [refusal(403, "forbidden")], 1],
  ["no network at first", [OFFLINE, OFFLINE, { ok: true, value: 1 } as const], 3],
  ["a server that is not there yet", [refusal(502, "unavailable"), refusal(403, "forbidden")], 2],
])("%s ends it", async (_, answers, times) => {
  expect(await asked([...answers])).toBe(times);
});

test("whoever left is not asked for any more", async () => {
  const ask = vi.fn<() => Promise<Answer<unknown>>>(async () => OFFLINE);
  untilAnswered(ask, [0])();
  await new Promise((later) => setTimeout(later));
  expect(ask).toHaveBeenCalledTimes(1);
});
