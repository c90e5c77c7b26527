import type { Page, Request } from "playwright-core";
import { maskAddress, maskName } from "@warmline/shared/households/mask.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { phoneOf } from "./kiosk-screens.ts";
import type { Resident } from "./people.ts";

/** What must not be found of a resident once they have left, by what it is. */
export type Traces = ReadonlyMap<string, string>;

export function tracesOf(resident: Resident): Map<string, string> {
  const { household, owedFen } = resident;
  return new Map([
    ["name", household.name],
    ["masked name", maskName(household.name)],
    ["household", household.id],
    ["household number", household.number],
    ["phone", phoneOf(resident)],
    ["debt", formatYuan(fen(owedFen))],
    ["address", maskAddress(household.address)],
  ]);
}

/** Two residents who have nothing in common that could be found. */
export function tellApart(one: Resident, other: Resident): boolean {
  const others = [...tracesOf(other).values()];
  return [...tracesOf(one).values()].every(
    (trace) => !others.some((also) => also.includes(trace) || trace.includes(also)),
  );
}

/** Everything that the page holds, by where it is. */
export interface Evidence {
  readonly page: string;
  readonly storage: string;
  readonly requests: string;
}

/** In the page: what is drawn and typed, the slip for the printer, attributes and all. */
const PAGE = `document.documentElement.outerHTML +
  [...document.querySelectorAll("input, textarea")].map((one) => one.value).join(" ")`;

/** Local and session storage, each database, what the service worker keeps of answers to /api. */
const STORAGE = `(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done, fail) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
      opening.onerror = fail;
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((done, fail) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
        asked.onerror = fail;
      });
      kept.push(...rows.filter((row) => !KEPT.includes(row.key)).map((row) => JSON.stringify(row)));
    }
    database.close();
  }
  for (const name of self.caches ? await caches.keys() : []) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const isCode = new URL(request.url).pathname.startsWith("/kiosk/assets/");
      const body = isCode ? "" : await (await cache.match(request)).text();
      kept.push(request.url + body);
    }
  }
  return kept.join(" ");
})()`;

/**
 * `reports` are the keys of reports that the resident sent: on their way they outlive the visit, as
 * they were meant to.
 */
export async function evidenceIn(
  kiosk: Page,
  requests: readonly Request[],
  reports: ReadonlySet<string>,
): Promise<Evidence> {
  const kept = STORAGE.replace("KEPT", JSON.stringify([...reports]));
  const others = requests.filter((one) => !reports.has(one.headers()["idempotency-key"] ?? ""));
  return {
    page: await kiosk.evaluate<string>(PAGE),
    storage: await kiosk.evaluate<string>(kept),
    requests: others
      .map((one) => `${one.url()} ${JSON.stringify(one.headers())} ${one.postData() ?? ""}`)
      .join("\n"),
  };
}

/** `debt in storage`, for each trace that was found. */
export function found(traces: Traces, evidence: Evidence): string[] {
  return Object.entries(evidence).flatMap(([place, text]) =>
    [...traces]
      .filter(([, trace]) => trace !== "" && (text as string).includes(trace))
      .map(([what]) => `${what} in ${place}`),
  );
}
