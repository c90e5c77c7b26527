import { chromium, type BrowserContext, type Page } from "playwright-core";
import { POSTS } from "@warmline/demo/people.ts";
import { HALLS } from "@warmline/demo/places.ts";
import { openCity, type City } from "../../tests/e2e/city.ts";
import { launchBrowser } from "../../tools/browser.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { startCountingProxy, type CountingProxy, type Traffic } from "./counting-proxy.ts";
import { quantile } from "./figures.ts";

/** A branch's line to the city: what a hall may count on, and the phones of a depot too. */
const LINE = { megabits: 10, roundTripMs: 20 } as const;
const ROUNDS = 3;
/** Nothing more has come for so long: a service worker has kept what it keeps. */
const QUIET_MS = 1_500;

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Something that stands on the page once it can be used. */
  readonly ready: string;
  readonly signedIn?: boolean;
  /** Of everything that is fetched, what it keeps for a start without a network included. */
  readonly kilobytesMax: number;
}

const hall = HALLS[0]!;
const SCREENS: readonly Screen[] = [
  {
    name: "kiosk",
    path: `/demo/kiosk/${hall.id}`,
    viewport: { width: 1080, height: 1920 },
    ready: "main button",
    kilobytesMax: 1_000,
  },
  {
    name: "television",
    path: `/demo/tv/${hall.id}`,
    viewport: { width: 1920, height: 1080 },
    ready: ".calls",
    kilobytesMax: 1_500,
  },
  {
    name: "sign-in",
    path: "/sign-in?from=/console",
    viewport: { width: 1440, height: 900 },
    ready: "form input",
    kilobytesMax: 1_000,
  },
  {
    name: "console",
    path: "/console",
    viewport: { width: 1440, height: 900 },
    ready: "nav",
    signedIn: true,
    kilobytesMax: 1_500,
  },
];

type VisitKind = "first visit" | "second visit" | "after a lost cache";

/** What each kind of visit is held to; a second one may fetch what is about now, and no more. */
const TARGETS: Readonly<Record<VisitKind, { paintMs: number; kilobytes?: number }>> = {
  "first visit": { paintMs: 1_000 },
  "second visit": { paintMs: 600, kilobytes: 60 },
  "after a lost cache": { paintMs: 1_000 },
};

interface Visit {
  readonly paintMs: number;
  readonly traffic: Traffic;
}

async function measurePages({ rounds = ROUNDS }: RunOptions): Promise<Measured[]> {
  const city = await openCity({ households: 500 });
  const proxy = await startCountingProxy(city.url);
  const server = await launchBrowser();
  const browser = await chromium.connect(server.wsEndpoint());
  const measured: Measured[] = [];
  try {
    for (const screen of SCREENS) {
      const visits: Record<VisitKind, Visit[]> = {
        "first visit": [],
        "second visit": [],
        "after a lost cache": [],
      };
      for (let round = 0; round < rounds; round += 1) {
        const context = await browser.newContext({ viewport: screen.viewport, locale: "zh-CN" });
        if (screen.signedIn) await signIn(city, context, proxy.url);
        visits["first visit"].push(await visit(context, proxy, screen));
        visits["second visit"].push(await visit(context, proxy, screen));
        visits["after a lost cache"].push(await visit(context, proxy, screen, { lost: true }));
        await context.close();
      }
      for (const kind of Object.keys(visits) as VisitKind[]) {
        measured.push(figureOf(screen, kind, visits[kind]));
      }
    }
  } finally {
    await browser.close();
    await server.close();
    proxy.close();
    await city.close();
  }
  return measured;
}

/** Over the line, from asking for the page until nothing more comes. */
async function visit(
  context: BrowserContext,
  proxy: CountingProxy,
  { path, ready }: Screen,
  { lost = false } = {},
): Promise<Visit> {
  const page = await context.newPage();
  await slowDown(context, page, proxy.url, lost);
  await proxy.take(0);
  await page.goto(proxy.url + path);
  await page.locator(ready).first().waitFor();
  const traffic = await proxy.take(QUIET_MS);
  const paintMs = await page.evaluate<number>(
    'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN',
  );
  await page.close();
  return { paintMs, traffic };
}

async function slowDown(context: BrowserContext, page: Page, origin: string, lost: boolean) {
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LINE.roundTripMs,
    downloadThroughput: (LINE.megabits * 1e6) / 8,
    uploadThroughput: (LINE.megabits * 1e6) / 8,
  });
  if (!lost) return;
  const storageTypes = "cache_storage,service_workers,local_storage,indexeddb";
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes });
  await devtools.send("Network.clearBrowserCache");
}

async function signIn(city: City, context: BrowserContext, url: string): Promise<void> {
  const agent = POSTS.find(({ role }) => role === "agent")!;
  const [name = "", value = ""] = (await city.cookie(agent.login)).split("=");
  await context.addCookies([{ name, value, url }]);
}

function figureOf({ name, kilobytesMax }: Screen, kind: VisitKind, visits: Visit[]): Measured {
  const target = TARGETS[kind];
  const limit = target.kilobytes ?? kilobytesMax;
  const paint = quantile(
    visits.map(({ paintMs }) => paintMs),
    0.5,
  );
  const { bytes, requests } = visits.at(-1)!.traffic;
  const kilobytes = (size: number) => Math.ceil(size / 1_000);
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  const kinds = Object.entries(bytes).toSorted(([, a], [, b]) => b - a);
  const parts = kinds.map(([each, size]) => `${each} ${kilobytes(size)}`).join(", ");
  return {
    name: `${name}, ${kind}`,
    value: `first paint ${Math.round(paint)} ms, ${kilobytes(total)} kB (${parts}) in ${requests}`,
    target: `≤ ${target.paintMs} ms, ≤ ${limit} kB`,
    holds: paint <= target.paintMs && total <= limit * 1_000,
  };
}

export const pages: Measurable = {
  about: `first visits and later ones, over ${LINE.megabits} Mbit/s and ${LINE.roundTripMs} ms`,
  run: measurePages,
};
