import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
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
  const once = admin.getByRole("dialog", { name: zh("console.staff.password-once") });
  const password = (await once.locator(".num").innerText()).trim();
  expect(password.length).toBeGreaterThanOrEqual(10);
  await press(once, zh("console.staff.password-once.noted"));

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
