import { afterAll, beforeAll, expect, test } from "vitest";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { answer, pane, press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
let home: Household;

beforeAll(async () => {
  const somebody = { actorKind: "staff", actorId: "s1", actorName: "李娜" } as const;
  const counted = { address: "10.0.0.7", count: 31, limit: 30, open: true } as const;
  stage = await openStage({
    before: async ({ store }) => {
      const at = instantOf(Date.now() - 60_000);
      const alarm = { id: "many-refusals/s1/1", rule: "many-refusals", at } as const;
      await store.commit([insert(alarms, { ...alarm, ...somebody, ...counted })]);
      [home] = (await store.find(households, { index: "number", limit: 1 })) as [Household];
    },
  });
});
afterAll(() => stage?.close());

test("an auditor sees what is refused as it happens, and says what an alarm was", async () => {
  const page = await stage.enter("auditor", "/console/security");
  const events = pane(page, zh("console.security.events"));
  await fetch(`${stage.city.url}/api/staff`);
  const refused = events.getByRole("row").filter({ hasText: "staff.list" });
  await refused.getByText(zh("security.kind.not-signed-in")).waitFor();
  await shoot(page, "security");
  expect(await breaches(page)).toEqual([]);

  const open = pane(page, zh("console.security.alarms"))
    .getByRole("row")
    .filter({ hasText: "李娜" });
  await press(open, zh("console.security.acknowledge"));
  await answer(page, zh("console.security.acknowledge"), (dialog) =>
    dialog.getByLabel(zh("console.security.note")).fill("已询问本人"),
  );
  await open.getByText("已询问本人").waitFor();
  await press(open, zh("console.security.reopen"));
  await answer(page, zh("console.security.reopen"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("又发生了"),
  );
  await open.getByText("已询问本人").waitFor({ state: "detached" });

  await events.getByLabel(zh("console.security.kind")).selectOption("forbidden");
  await refused.waitFor({ state: "detached" });
});

test("an auditor sees who looked at a household, and for which case", async () => {
  const cashier = await stage.enter(
    "cashier-xicheng1",
    `/console/households/${home.id}?for=cases/c-1`,
  );
  await cashier.getByRole("heading", { name: home.name }).waitFor();
  const page = await stage.enter("auditor", `/console/households/${home.id}`);
  await page.getByRole("link", { name: zh("console.reads.household") }).click();
  const looks = pane(page, zh("console.reads")).getByRole("row");
  const forCase = looks.filter({ hasText: zh("console.reads.for-case") });
  await forCase.first().waitFor();
  expect(await forCase.first().innerText()).toContain(home.number);
  // Looking is looked at, too.
  await looks.filter({ hasText: "/console/households/" }).nth(1).waitFor();
  expect(await breaches(page)).toEqual([]);
  await shoot(page, "reads");
});
