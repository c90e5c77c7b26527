import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { answer, pane, press } from "./console-hands.ts";
import { approve, HALL, openStage, shoot, signIn, zh, type Stage } from "./stage.ts";

const NEWCOMER = { login: "xinren.test", name: "辛仁", password: "snow on the south roof" };

let stage: Stage;
let admin: Page;

beforeAll(async () => {
  stage = await openStage();
  admin = await stage.enter("admin", "/console/staff");
});
afterAll(() => stage?.close());

test("a new colleague signs in once with the one-time password, then chooses one", async () => {
  await press(admin, zh("console.staff.new"));
  await answer(admin, zh("console.staff.new"), async (dialog) => {
    await dialog.getByLabel(zh("console.login")).fill(NEWCOMER.login);
    await dialog.getByLabel(zh("console.staff.name")).fill(NEWCOMER.name);
    await dialog.getByLabel(zh("staff.role.agent")).check();
  });
  const password = await shownOnce(admin, zh("console.staff.password-once"));
  expect(password.length).toBeGreaterThanOrEqual(10);

  const newcomer = await stage.open("console", "/sign-in");
  await signIn(newcomer, NEWCOMER.login, password);
  await newcomer.getByText(zh("refusal.password-must-change")).waitFor();
  const own = newcomer.getByLabel(zh("console.password.new"), { exact: true });
  await own.fill(NEWCOMER.password);
  await newcomer.getByLabel(zh("console.password.repeat")).fill(NEWCOMER.password);
  await press(newcomer, zh("console.sign-in"));
  await newcomer.getByRole("heading", { name: zh("console.cases.open") }).waitFor();

  await setActive("deactivate", "离职");
  // Whoever was signed in is put out at once, without touching anything.
  await newcomer.waitForURL("**/sign-in**");
  await signIn(newcomer, NEWCOMER.login, NEWCOMER.password);
  await newcomer.getByRole("alert").getByText(zh("refusal.sign-in-refused")).waitFor();

  await setActive("reactivate", "返聘");
  await signIn(newcomer, NEWCOMER.login, NEWCOMER.password);
  await newcomer.getByRole("heading", { name: zh("console.cases.open") }).waitFor();

  await newcomer.goto(`${stage.city.url}/console/audit`);
  await newcomer.getByRole("alert").getByText(zh("refusal.forbidden")).waitFor();
  const loading = newcomer.getByRole("status", { name: zh("page.loading") });
  expect(await loading.count(), "nothing more is on its way").toBe(0);
});

test("a right over money takes two: one asks, another approves, each draws a half", async () => {
  const second = await stage.enter("admin2", "/console/requests");
  await press(admin, zh("console.staff.new"));
  const form = admin.getByRole("dialog", { name: zh("console.staff.new") });
  await form.getByLabel(zh("console.login")).fill("caiwu.test");
  await form.getByLabel(zh("console.staff.name")).fill("蔡武");
  await form.getByLabel(zh("staff.role.finance")).check();
  await form.getByLabel(zh("console.reason")).fill("接替退休人员");
  expect(await breaches(admin)).toEqual([]);
  await press(form, zh("console.request.ask"));
  await admin.getByText(zh("console.request.ask.done")).waitFor();

  // The other one's screen has it without being touched.
  await second.getByRole("link", { name: /caiwu\.test/ }).click();
  const detail = pane(second, /caiwu\.test/);
  for (const fact of ["蔡武", zh("staff.role.finance"), zh("console.staff.split")]) {
    await detail.getByText(fact, { exact: true }).waitFor();
  }
  expect(await breaches(second)).toEqual([]);
  await shoot(second, "rights-approve");
  await press(detail, zh("console.request.approve"));
  await second.getByText(zh("console.request.approve.about.staff.grant-rights")).waitFor();
  await answer(second, zh("console.request.approve"));
  await press(detail, zh("console.staff.draw.second"));
  const half = await shownOnce(second, zh("console.staff.second"));
  await detail.getByText(zh("console.staff.half.drawn"), { exact: true }).waitFor();
  await shoot(second, "rights-handover");

  // Whoever asked is told without touching anything that a half is theirs to draw.
  const toDraw = zh("console.staff.to-draw-count", { count: 1 });
  await admin.getByRole("status", { name: toDraw }).waitFor();
  const mine = admin.getByRole("region", { name: zh("console.staff.to-draw") });
  await mine.getByRole("link", { name: /caiwu\.test/ }).click();
  const account = pane(admin, zh("console.staff.account"));
  await press(account, zh("console.staff.draw.first"));
  const first = await shownOnce(admin, zh("console.staff.first"));
  await mine.waitFor({ state: "hidden" });
  expect(await breaches(admin)).toEqual([]);
  await shoot(admin, "rights-drawn");

  const newcomer = await stage.open("console", "/sign-in");
  await signIn(newcomer, "caiwu.test", `${first}-${half}`);
  await newcomer.getByText(zh("refusal.password-must-change")).waitFor();

  // Drawn anew it voids both, and says so.
  await press(account, zh("console.staff.draw.again.first"));
  await admin.getByText(zh("console.staff.voids-other")).waitFor();
  const anew = await shownOnce(admin, zh("console.staff.first"));
  await newcomer.reload();
  await signIn(newcomer, "caiwu.test", `${anew}-${half}`);
  await newcomer.getByText(zh("refusal.sign-in-refused")).waitFor();
});

test("what one asks another declines; whoever asked withdraws", async () => {
  const second = await stage.enter("admin2", "/console/staff?id=staff-agent2");
  await admin.goto(`${stage.city.url}/console/requests`);
  const count = admin.getByRole("status", {
    name: zh("console.requests.waiting-count", { count: 1 }),
  });
  const ask = async () => {
    await second.getByLabel(zh("staff.role.cashier")).check();
    await second.getByLabel(zh("console.reason")).fill("窗口缺人");
    await press(second, zh("console.request.ask"));
    await second.getByText(zh("console.request.ask.done")).last().waitFor();
    await count.waitFor();
  };
  await ask();
  await admin.getByRole("link", { name: /agent2/ }).click();
  await press(pane(admin, /agent2/), zh("console.request.decline"));
  await answer(admin, zh("console.request.decline"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("窗口不缺人"),
  );
  await count.waitFor({ state: "hidden" });
  await ask();
  await second.goto(`${stage.city.url}/console/requests`);
  await second
    .getByRole("region", { name: zh("console.requests.asked") })
    .getByRole("link", { name: /agent2/ })
    .click();
  await press(pane(second, /agent2/), zh("console.request.withdraw"));
  await answer(second, zh("console.request.withdraw"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("另有安排"),
  );
  await count.waitFor({ state: "hidden" });
  await second.goto(`${stage.city.url}/console/staff?id=staff-agent2`);
  const cashier = second.getByLabel(zh("staff.role.cashier"));
  expect(await cashier.isChecked(), "nothing has changed").toBe(false);
});

/** What an administrator is shown of a password, noted and put away. */
async function shownOnce(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole("dialog", { name: title });
  const password = (await dialog.locator(".num").innerText()).trim();
  await press(dialog, zh("console.staff.password-once.noted"));
  return password;
}

test("a revoked television and a revoked kiosk are put out", async () => {
  const [tv, kiosk] = await Promise.all([stage.open("tv", "/tv"), stage.open("kiosk", "/kiosk/")]);
  await admin.goto(`${stage.city.url}/console/devices`);
  const code = await approve(admin, tv, "要撤的叫号屏");
  await approve(admin, kiosk, "要撤的自助机");
  await tv.waitForURL(`**/tv/${HALL.id}`);
  await tv.getByRole("heading", { name: HALL.name }).waitFor();
  await kiosk.getByText(zh("kiosk.ask")).waitFor();

  await revoke("要撤的叫号屏");
  const anew = tv.locator(".code");
  await anew.waitFor();
  expect((await anew.innerText()).trim()).not.toBe(code);

  await revoke("要撤的自助机");
  const refused = await kiosk.request.get(`${stage.city.url}/api/kiosk/home`);
  expect(refused.status()).toBe(401);
  await kiosk.reload();
  await kiosk.getByRole("heading", { name: zh("kiosk.pair-revoked") }).waitFor();
});

async function setActive(verb: "deactivate" | "reactivate", reason: string): Promise<void> {
  const name = zh(`console.staff.${verb}`);
  await press(pane(admin, zh("console.staff.account")), name);
  await answer(admin, name, (dialog) => dialog.getByLabel(zh("console.reason")).fill(reason));
}

async function revoke(name: string): Promise<void> {
  await press(admin.getByRole("row").filter({ hasText: name }), zh("console.device.revoke"));
  await answer(admin, zh("console.device.revoke"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("换新机"),
  );
  const row = admin.getByRole("row").filter({ hasText: name });
  await row.getByText(zh("devices.state.revoked")).waitFor();
}
