import type { Page } from "playwright-core";
import { button, enterOn, noBreaches, submit, type } from "./keyboard-hands.ts";
import { zh, type Stage } from "./stage.ts";

/** What is asked for on the page that `finance` is at. */
interface Asking {
  /** The button that begins it. */
  readonly action: string;
  readonly reason: string;
  /** What its preview shows, and where the request leads. */
  readonly shows: string;
  readonly leadsTo: string;
}

/** Shown first, asked for, and approved by somebody else, by keyboard. */
export async function askAndApprove(
  stage: Stage,
  finance: Page,
  second: Page,
  { action, reason, shows, leadsTo }: Asking,
): Promise<void> {
  const dialog = finance.getByRole("dialog");
  await enterOn(finance, button(finance, action));
  await type(finance, dialog, zh("console.reason"), reason);
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  await dialog.getByText(shows, { exact: true }).waitFor();
  await noBreaches(finance);
  await submit(finance, dialog);
  await finance.getByRole("link", { name: zh("console.run.waiting.open") }).waitFor();
  await approveWaiting(stage, second, async () => {
    await second.getByRole("link", { name: leadsTo }).waitFor();
  });
}

/** The one request that waits, looked at and approved by keyboard. */
export async function approveWaiting(
  stage: Stage,
  second: Page,
  lookAt: () => Promise<void>,
): Promise<void> {
  await second.goto(`${stage.city.url}/console/requests`);
  const count = zh("console.requests.waiting-count", { count: 1 });
  await second.getByRole("status", { name: count }).waitFor();
  await second.keyboard.press("j");
  await button(second, zh("console.request.approve")).waitFor();
  await lookAt();
  await second.keyboard.press("a");
  await second.getByRole("dialog").getByRole("textbox").waitFor();
  await second.keyboard.press("Enter");
  await second.getByText(zh("requests.state.executed"), { exact: true }).first().waitFor();
}
