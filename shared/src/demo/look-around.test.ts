import { expect, test } from "vitest";
import { toLookAround } from "./look-around.ts";

test("the first of each role, and two of those of whom one approves what the other asks", () => {
  const posts = [
    { login: "admin", role: "administrator" },
    { login: "admin2", role: "administrator" },
    { login: "agent1", role: "agent" },
    { login: "agent2", role: "agent" },
    { login: "finance", role: "finance" },
    { login: "finance2", role: "finance" },
    { login: "finance3", role: "finance" },
  ] as const;
  expect(toLookAround(posts).map(({ login }) => login)).toEqual([
    "admin",
    "admin2",
    "agent1",
    "finance",
    "finance2",
  ]);
});
