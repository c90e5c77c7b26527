import { afterAll, beforeAll, expect, test } from "vitest";
import { casePane, expectState, press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, signIn, zh, type Stage } from "./stage.ts";

const WORDS = "卧室十四度，老人在家";

let stage: Stage;
let resident: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1, "branch-01")) as [Resident];
    },
  });
});
afterAll(() => stage?.close());

test("a case is filed from a console on plain http, under a name of the house", async () => {
  const { port } = new URL(stage.city.url);
  const agent = await stage.open("console", "/sign-in");
  await agent.goto(`http://warmline.test:${port}/sign-in?from=/console/cases/new`);
  expect(await agent.evaluate("isSecureContext")).toBe(false);
  await signIn(agent, "agent1");
  await agent.getByRole("combobox", { name: zh("console.household") }).fill(resident.lastFour);
  await agent.getByRole("option").filter({ hasText: resident.household.number }).click();
  await agent.getByLabel(zh("console.case.words")).fill(WORDS);
  await press(agent, zh("console.case.file"));
  await casePane(agent).getByText(WORDS).first().waitFor();
  await expectState(agent, zh("cases.state.new"));
});
