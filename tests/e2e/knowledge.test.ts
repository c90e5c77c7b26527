import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const WIDE = { viewport: { width: 1440, height: 900 } };
const NARROW = { viewport: { width: 1024, height: 768 } };

test("found as one types, read, rated; what is not found is reported and dealt with", async () => {
  const desk = await stage.enter("agent1", "/console/knowledge", WIDE);
  const asked: string[] = [];
  desk.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await desk.keyboard.press("/");
  await desk.locator("input[type=search]:focus").waitFor();
  await desk.keyboard.type("放气 毛巾");
  await desk.getByRole("link", { name: /K-003/ }).waitFor({ state: "detached" });
  await desk.getByRole("link", { name: /K-001/ }).click();
  await desk.getByRole("heading", { level: 1, name: /先放气/ }).waitFor();
  const yes = (count: number) =>
    desk.getByRole("button", {
      name: zh("console.knowledge.helpful.count", { count }),
      exact: true,
    });
  await yes(0).click();
  await yes(1).click();
  await yes(0).waitFor();
  expect(await breaches(desk)).toEqual([]);
  await shoot(desk, "knowledge");
  const { pathname } = new URL(desk.url());
  expect(asked.filter((path) => `/console${path.slice(4)}` === pathname)).toHaveLength(1);
  await desk.getByRole("searchbox").fill("暖气 异响");
  await press(desk, zh("console.knowledge.miss.tell"));
  await desk.getByText(zh("console.knowledge.miss.told")).first().waitFor();
  await desk.context().close();

  const writer = await stage.enter("supervisor", "/console/knowledge/misses", NARROW);
  await writer.getByRole("cell", { name: "暖气 异响", exact: true }).waitFor();
  expect(await breaches(writer)).toEqual([]);
  await writer
    .getByRole("button", { name: zh("console.knowledge.miss.clear-of", { words: "暖气 异响" }) })
    .click();
  await writer.getByText(zh("console.knowledge.misses.none")).waitFor();
  await press(writer, zh("console.knowledge.miss.put-back"));
  await writer.getByRole("cell", { name: "暖气 异响", exact: true }).waitFor();
  await writer.context().close();
});

test("edited beside what holds, and approved by another; the former text stays", async () => {
  const writer = await stage.enter("supervisor", "/console/knowledge", WIDE);
  await writer.getByRole("searchbox").fill("违约金是怎么算的");
  await writer.getByRole("link", { name: /违约金是怎么算的/ }).click();
  await writer.getByRole("heading", { level: 1, name: /违约金/ }).waitFor();
  await writer.locator("body").press("e");
  const body = writer.getByLabel(zh("console.knowledge.body.zh"));
  await body.fill("先看这一句。\n\n- 甲\n- 乙");
  await writer
    .getByRole("region", { name: zh("console.knowledge.preview") })
    .getByText("乙")
    .waitFor();
  expect(await breaches(writer)).toEqual([]);
  await press(writer, zh("console.knowledge.save"));
  await writer.locator("ins", { hasText: "先看这一句。" }).waitFor();
  await press(writer, zh("console.knowledge.submit"));
  await writer
    .getByRole("button", { name: zh("console.knowledge.withdraw"), exact: true })
    .waitFor();
  expect(
    await writer
      .getByRole("button", { name: zh("console.knowledge.approve"), exact: true })
      .count(),
  ).toBe(0);
  const path = new URL(writer.url()).pathname;
  await writer.context().close();

  const approver = await stage.enter("finance", `${path}?list=to-approve`, WIDE);
  await press(approver, zh("console.knowledge.approve"));
  await approver
    .getByText(zh("console.knowledge.list.to-approve"), { exact: false })
    .first()
    .waitFor();
  await approver.getByText("先看这一句。").first().waitFor();
  const second = zh("console.knowledge.version", { version: 2 });
  await approver.locator("summary", { hasText: second }).click();
  await approver.locator("del", { hasText: "交清欠费以后就不再增加" }).waitFor();
  expect(await breaches(approver)).toEqual([]);
  await approver.context().close();
});

test("a script is run on a case's page, and its outcome stands in the case", async () => {
  const { cases } = await stage.city.ask("supervisor", "/api/cases?state=open&limit=50");
  const cold = cases.find((one: { category: string }) => one.category === "not-warm");
  const desk = await stage.enter("agent1", `/console/cases/${cold.id}`, WIDE);
  await desk.getByRole("button", { name: /^排查：放气/ }).click();
  await press(desk, "上面凉，下面热");
  await press(desk, zh("console.knowledge.run.back"));
  await press(desk, "上面热，下面凉");
  await desk.getByText("带清洗过滤器的工具上门").first().waitFor();
  expect(await breaches(desk)).toEqual([]);
  await press(desk, zh("console.knowledge.run.write"));
  await desk.getByText("答：上面热，下面凉").waitFor();
  await shoot(desk, "knowledge-run");
  await press(desk, zh("console.knowledge.beside.back"));
  await desk.getByRole("button", { name: /先放气/ }).click();
  await desk.getByRole("heading", { level: 3, name: /K-001/ }).waitFor();
  await desk.context().close();
});
