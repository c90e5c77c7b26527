import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { answer, pane, press } from "./console-hands.ts";
import { approve, HALL, openStage, signIn, zh, type Stage } from "./stage.ts";

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

test("a right over money takes two: one asks, another confirms what is shown", async () => {
  const second = await stage.enter("admin2", "/console/staff");
  await press(admin, zh("console.staff.new"));
  const form = admin.getByRole("dialog", { name: zh("console.staff.new") });
  await form.getByLabel(zh("console.login")).fill("caiwu.test");
  await form.getByLabel(zh("console.staff.name")).fill("蔡武");
  await form.getByLabel(zh("staff.role.finance")).check();
  await form.getByLabel(zh("console.reason")).fill("接替退休人员");
  expect(await breaches(admin)).toEqual([]);
  await press(form, zh("console.staff.ask"));
  const first = await shownOnce(admin, zh("console.staff.first"));

  // The other one's screen has it without being touched.
  await press(waiting(second), zh("console.staff.confirm"));
  const shown = second.getByRole("dialog");
  for (const fact of ["caiwu.test", "蔡武", zh("staff.role.finance"), "接替退休人员"]) {
    await shown.getByText(fact, { exact: true }).waitFor();
  }
  expect(await breaches(second)).toEqual([]);
  await press(shown, zh("console.staff.confirm"));
  const half = await shownOnce(second, zh("console.staff.second"));
  await waiting(admin).waitFor({ state: "hidden" });
  await admin.getByRole("link", { name: /caiwu\.test/ }).waitFor();

  const newcomer = await stage.open("console", "/sign-in");
  await signIn(newcomer, "caiwu.test", `${first}-${half}`);
  await newcomer.getByText(zh("refusal.password-must-change")).waitFor();
});

test("what one asks another declines; whoever asked withdraws", async () => {
  const second = await stage.enter("admin2", "/console/staff?id=staff-agent2");
  const ask = async () => {
    await second.getByLabel(zh("staff.role.cashier")).check();
    await second.getByLabel(zh("console.reason")).fill("窗口缺人");
    await press(second, zh("console.staff.ask"));
    await shownOnce(second, zh("console.staff.first"));
  };
  await ask();
  await press(waiting(admin), zh("console.staff.decline"));
  await answer(admin, zh("console.staff.decline"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("窗口不缺人"),
  );
  await waiting(second).waitFor({ state: "hidden" });
  await ask();
  await press(waiting(second), zh("console.staff.withdraw"));
  await answer(second, zh("console.staff.withdraw"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("另有安排"),
  );
  await waiting(admin).waitFor({ state: "hidden" });
  const cashier = second.getByLabel(zh("staff.role.cashier"));
  expect(await cashier.isChecked(), "nothing has changed").toBe(false);
});

function waiting(page: Page): Locator {
  return page.getByRole("region", { name: zh("console.staff.requests") });
}

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
