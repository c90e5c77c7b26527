import { describe, expect, test } from "vitest";
import type { Actor, Scope } from "./actor.ts";
import { cityWide, within, type Belonging } from "./scope.ts";

function person(scope: Scope): Actor {
  return { kind: "staff", id: "p", name: "p", roles: ["cashier"], scope };
}

const actors = {
  system: { kind: "system", id: "s", name: "s" },
  channel: { kind: "channel", id: "c", name: "c" },
  public: { kind: "public", id: "u", name: "u" },
  city: person({ kind: "city" }),
  "branch 1": person({ kind: "branch", branchId: "b1" }),
  "hall 1": person({ kind: "hall", hallId: "h1" }),
  "kiosk of hall 1": { kind: "kiosk", id: "k", name: "k", hallId: "h1" },
  "tv of hall 1": { kind: "tv", id: "t", name: "t", hallId: "h1" },
} as const satisfies Record<string, Actor>;
type Name = keyof typeof actors;

const things: readonly (readonly [string, Belonging, readonly Name[]])[] = [
  ["what is of branch 1", { branchId: "b1" }, ["system", "channel", "city", "branch 1", "hall 1"]],
  ["what is of branch 2", { branchId: "b2" }, ["system", "channel", "city", "hall 1"]],
  [
    "what is of hall 1",
    { hallId: "h1" },
    ["system", "channel", "city", "hall 1", "kiosk of hall 1", "tv of hall 1"],
  ],
  ["what is of hall 2", { hallId: "h2" }, ["system", "channel", "city"]],
  [
    "what is of branch 1 and hall 2",
    { branchId: "b1", hallId: "h2" },
    ["system", "channel", "city", "branch 1"],
  ],
  ["what is of neither", {}, ["system", "channel", "city", "hall 1"]],
];

describe("who may see", () => {
  test.each(things)("%s", (_, belonging, expected) => {
    const seen = Object.entries(actors).filter(([, actor]) => within(actor, belonging));
    expect(seen.map(([name]) => name)).toEqual(expected);
  });
});

test("only the system and city staff answer for the whole city", () => {
  const wide = Object.entries(actors).filter(([, actor]) => cityWide(actor));
  expect(wide.map(([name]) => name)).toEqual(["system", "city"]);
});
