import type { BrowserContext, Locator, Page, Request, Route } from "playwright-core";
import { settled, touch } from "./kiosk-hands.ts";
import type { KioskScreen } from "./kiosk-screens.ts";
import type { Resident } from "./people.ts";
import { zh } from "./texts.ts";
import { evidenceIn, found, tracesOf } from "./visit-traces.ts";

/** How the server's answers come to the first of two residents. */
export const ANSWERS = ["prompt", "slow", "late", "lost"] as const;
export type Answering = (typeof ANSWERS)[number];

/** How they leave. */
export const LEAVINGS = ["home", "finish", "back", "idle", "reload"] as const;
export type Leaving = (typeof LEAVINGS)[number];

/** One walk: somebody comes to a screen and leaves, somebody else comes to the same or another. */
export interface Walk {
  readonly from: KioskScreen;
  readonly to: KioskScreen;
  readonly answering: Answering;
  readonly leaving: Leaving;
}

const SLOW_MS = 300;
/** From the first touch to the wipe, warned and all. */
const IDLE_MS = 81_000;

/** A monotonic clock that a test can set ahead; a page that is loaded anew begins at zero. */
const AHEAD = `{
  const ticks = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => ticks() + ahead;
  globalThis.skipAhead = (ms) => void (ahead += ms);
}`;

/** A kiosk, with hands on the wire between it and the server. */
export class WalkedKiosk {
  readonly #page: Page;
  #answering: Answering = "prompt";
  #release: (() => void)[] = [];
  #requests: Request[] = [];
  /** Proofs of the first resident. */
  readonly #grants = new Set<string>();
  /** Keys of the first resident's reports that the page does not know to have come in. */
  readonly #reports = new Set<string>();
  #isFirst = true;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** `path` opens a kiosk that is paired. */
  static async open(context: BrowserContext, url: string, path: string): Promise<WalkedKiosk> {
    const page = await context.newPage();
    const walked = new WalkedKiosk(page);
    await page.addInitScript(AHEAD);
    await page.route(/\/api\/kiosk\/(lookup|numbers|reports)$/, (route) => walked.#answer(route));
    page.on("request", (request) => walked.#requests.push(request));
    await page.goto(url + path);
    await walked.#first().waitFor();
    return walked;
  }

  /** What was found of the first resident after they had left: nothing, if all is well. */
  async walk(walk: Walk, first: Resident, second: Resident): Promise<string[]> {
    const traces = tracesOf(first);
    this.#requests = [];
    this.#grants.clear();
    this.#reports.clear();
    this.#isFirst = true;
    await this.#come(walk.from, first, walk.answering);
    const label = await this.#label();
    if (label !== null) traces.set("ticket", `>${label}<`);
    await this.#leave(walk.leaving);
    const mine = this.#requests.length;
    this.#isFirst = false;

    await this.#come(walk.to, second, "prompt");
    const look = async () => {
      const since = this.#requests.slice(mine);
      [...this.#grants].forEach((grant, place) => traces.set(`grant ${place}`, grant));
      return found(traces, await evidenceIn(this.#page, since, this.#reports));
    };
    const before = await look();
    for (const release of this.#release.splice(0)) release();
    await this.#page.waitForTimeout(SLOW_MS);
    const after = await look();
    await this.#leave("home");
    return [...new Set([...before, ...after])];
  }

  /** For whoever reads of a walk that did not come through. */
  shown(): Promise<string> {
    return this.#page.locator("body").innerText();
  }

  async #come(screen: KioskScreen, who: Resident, answering: Answering): Promise<void> {
    for (const step of screen.steps) await step(this.#page, who);
    const asks = screen.asks;
    if (asks === undefined) return screen.shown(this.#page, who);
    this.#answering = answering;
    await asks(this.#page, who);
    if (answering === "prompt" || answering === "slow") await screen.shown(this.#page, who);
    this.#answering = "prompt";
  }

  async #leave(how: Leaving): Promise<void> {
    if (how === "idle") await this.#page.evaluate(`skipAhead(${IDLE_MS})`);
    else if (how === "reload") await this.#page.reload();
    else if (how === "back") await this.#goBack();
    else await this.#goHome(how === "finish" && (await this.#has("kiosk.finish")));
    await this.#first().waitFor();
    await settled(this.#page);
  }

  async #goHome(byFinish: boolean): Promise<void> {
    const key = byFinish ? "kiosk.finish" : "kiosk.home";
    if (await this.#has(key)) await touch(this.#page, zh(key));
  }

  /** As far as it goes; from a result there is another way out. */
  async #goBack(): Promise<void> {
    while (await this.#has("kiosk.back")) {
      await settled(this.#page);
      // It may go with an answer that comes just now.
      await this.#page
        .getByRole("button", { name: zh("kiosk.back"), exact: true })
        .click({ timeout: 1_000 })
        .catch(() => undefined);
    }
    if (!(await this.#first().isVisible())) await this.#goHome(false);
  }

  #first(): Locator {
    return this.#page.getByRole("heading", { name: zh("kiosk.ask") });
  }

  #has(key: "kiosk.back" | "kiosk.finish" | "kiosk.home"): Promise<boolean> {
    return this.#page.getByRole("button", { name: zh(key), exact: true }).isVisible();
  }

  async #label(): Promise<string | null> {
    const shown = this.#page.getByRole("status").filter({ hasText: /^[A-Z]\d+$/ });
    return (await shown.isVisible()) ? (await shown.innerText()).trim() : null;
  }

  /** The request always arrives; what varies is its answer. */
  async #answer(route: Route): Promise<void> {
    const [answering, isFirst] = [this.#answering, this.#isFirst];
    const report = reportKey(route.request());
    if (report !== null && isFirst) this.#reports.add(report);
    const response = await route.fetch();
    const { grant } = (await response.json()) as { grant?: string };
    if (grant !== undefined && isFirst) this.#grants.add(grant);
    if (answering === "slow") await sleep(SLOW_MS);
    if (answering === "late") await new Promise<void>((done) => this.#release.push(done));
    // The page may have gone on, and wait for it no longer.
    if (answering === "lost") return route.abort().catch(() => undefined);
    await route.fulfill({ response }).catch(() => undefined);
    if (report !== null && isFirst && response.ok() && answering !== "late")
      this.#reports.delete(report);
  }
}

function reportKey(request: Request): string | null {
  return request.url().endsWith("/reports") ? (request.headers()["idempotency-key"] ?? null) : null;
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
