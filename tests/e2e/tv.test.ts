import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { HALL, openStage, zh, type Stage } from "./stage.ts";

const CASHIER = "cashier-xicheng1";
const COUNTER = `${HALL.id}-c1`;

let stage: Stage;
let tv: Page;

beforeAll(async () => {
  stage = await openStage();
  await stage.city.ask(CASHIER, `/api/counters/${COUNTER}/open`, {});
  tv = await stage.open("tv", `/demo/tv/${HALL.id}`);
  // What it needs to start without a network is kept by then.
  await tv.evaluate("navigator.serviceWorker.ready.then(() => true)");
});
afterAll(() => stage?.close());

const badge = () => tv.getByRole("status").filter({ hasText: zh("tv.offline") });
const hero = () => tv.getByRole("region", { name: zh("tv.calls") }).locator(".hero .label");

/** Somebody takes a number and is called to counter 1. Answers the label. */
async function call(): Promise<string> {
  const { ask } = stage.city;
  const taken = { serviceId: `${HALL.id}-a`, priority: "normal" };
  const { label } = await ask(CASHIER, `/api/halls/${HALL.id}/tickets`, taken);
  await ask(CASHIER, `/api/counters/${COUNTER}/next`, {});
  return label;
}

async function finish(): Promise<void> {
  await stage.city.ask(CASHIER, `/api/counters/${COUNTER}/finish`, {});
}

test("a cut network shows, the last state stays, and what was missed comes back", async () => {
  const first = await call();
  await hero().getByText(first).waitFor();
  await tv.evaluate("globalThis.sameLoad = true");

  await tv.context().setOffline(true);
  await badge().waitFor();
  await finish();
  const missed = await call();
  expect(await hero().innerText()).toBe(first);

  await tv.context().setOffline(false);
  await badge().waitFor({ state: "detached" });
  await hero().getByText(missed).waitFor();
  expect(await tv.evaluate("globalThis.sameLoad"), "the page was not loaded anew").toBe(true);
});

test("a network that is cut at the very first start does not keep it from being kept", async () => {
  const other = await stage.open("tv", "/tv");
  await other.evaluate(`navigator.serviceWorker.ready.then((one) => one.unregister())`);
  // The first two attempts find no network, as the browser tells it.
  await other.addInitScript(`{
    const { register } = ServiceWorkerContainer.prototype;
    globalThis.attempts = 0;
    ServiceWorkerContainer.prototype.register = function (...asked) {
      globalThis.attempts += 1;
      if (globalThis.attempts > 2) return register.apply(this, asked);
      return Promise.reject(new TypeError("Failed to register a ServiceWorker"));
    };
  }`);
  await other.reload();
  await expect
    .poll(() => other.evaluate("navigator.serviceWorker.controller !== null"), { timeout: 20_000 })
    .toBe(true);
  expect(await other.evaluate("globalThis.attempts")).toBe(3);
  await other.context().close();
});

test("it starts anew while the server is down, and is live again when that is back", async () => {
  const shown = await hero().innerText();
  await stage.city.stop();
  await badge().waitFor();
  await tv.reload();
  await tv.getByRole("region", { name: zh("tv.calls") }).waitFor();
  expect(await hero().innerText()).toBe(shown);
  await badge().waitFor();

  await stage.city.start();
  await badge().waitFor({ state: "detached" });
  await finish();
  const next = await call();
  await hero().getByText(next).waitFor();
});
