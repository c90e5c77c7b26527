import { expect, test } from "vitest";
import { undocumentedRefusals } from "./refusal-docs.ts";

const names = (text: string) => undocumentedRefusals("some.ts", text).map(({ name }) => name);

test.each([
  ["a function", 'export function pay(): Result<Fen, "closed"> {}'],
  ["a promise", 'export async function pay(): Promise<Result<Fen, "closed">> {}'],
  ["a refusal or none", 'export function pay(): Refusal<"closed"> | null {}'],
  ["a command", 'export const pay = command({ name: "ledger.pay" });'],
  ["a command of a kind", "export const pay = counterCommand<Input>({});"],
])("%s says its refusals in its docstring", (_, code) => {
  expect(names(code)).toEqual(["pay"]);
  expect(names(`/** Takes money. */\n${code}`)).toEqual(["pay"]);
  expect(names(`/** Takes money. Refusal: \`closed\`. */\n${code}`)).toEqual([]);
});

test("what is not exported, or refuses nothing, says nothing", () => {
  expect(names('function pay(): Result<Fen, "closed"> {}')).toEqual([]);
  expect(names("export function pay(): Fen {}")).toEqual([]);
});
