import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { households } from "@warmline/shared/households/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import { verifyStore } from "@warmline/server/platform/stores/verify-store.ts";
import { testChannel } from "@warmline/server/platform/webhooks/testing.ts";
import { testedModules } from "@warmline/server/testing.ts";
import type { Measurable } from "../../tools/measured.ts";
import { attackHooks } from "./fuzz/attack-hooks.ts";
import { attack } from "./fuzz/attack.ts";
import { openFuzzCity, type FuzzCity } from "./fuzz/city.ts";
import { FORMATS } from "./fuzz/hooks.ts";
import { attackLive } from "./fuzz/live.ts";
import { attackPages, openPages } from "./fuzz/pages.ts";
import { attackWire } from "./fuzz/wire.ts";

const ROUNDS = 20_000;
const SHARES = { endpoints: 0.75, hooks: 0.1, live: 0.05, wire: 0.05, pages: 0.05 };
const BUILD = fileURLToPath(new URL("../../tools/build.mjs", import.meta.url));
const TOLD_MAX = 20;

/** Everything that can be called, called badly: nothing breaks, hangs or answers in riddles. */
export const fuzz: Measurable = {
  about: "bad input to every endpoint, webhook and live view: no fault of the server",
  async run({ seed, rounds = ROUNDS }) {
    const city = await openFuzzCity();
    try {
      const faults = [
        ...(await fuzzEndpoints(city, seed, rounds * SHARES.endpoints)),
        ...(await fuzzHooks(city, seed, rounds * SHARES.hooks)),
        ...(await fuzzRest(city, seed, rounds)),
        ...(await fuzzPages(city, seed, rounds * SHARES.pages)),
      ];
      for (const fault of faults.slice(0, TOLD_MAX)) process.stderr.write(`${fault}\n`);
      const left = await whatIsLeft(city);
      const inputs = `${rounds.toLocaleString("en-US")} inputs, seed ${seed}`;
      return [
        {
          name: "faults at bad input",
          value: `${faults.length} of ${inputs}`,
          target: "0",
          holds: faults.length === 0,
        },
        {
          name: "after it",
          value: left.join("; ") || "served and sound",
          target: "served and sound",
          holds: left.length === 0,
        },
      ];
    } finally {
      await city.server.close();
    }
  },
};

async function fuzzEndpoints(city: FuzzCity, seed: number, rounds: number): Promise<string[]> {
  const each = Math.ceil(rounds / endpoints.length);
  const faults: string[] = [];
  for (const [place, endpoint] of endpoints.entries()) {
    const done = await attack(city, endpoint, { seed: seed * 1_000 + place, rounds: each });
    faults.push(...done.faults);
  }
  return faults;
}

async function fuzzHooks({ server }: FuzzCity, seed: number, rounds: number): Promise<string[]> {
  const faults: string[] = [];
  for (const format of FORMATS) {
    const each = { seed, rounds: Math.ceil(rounds / FORMATS.length) };
    faults.push(...(await attackHooks(server, format, each)).faults);
  }
  return faults;
}

async function fuzzRest(city: FuzzCity, seed: number, rounds: number): Promise<string[]> {
  const { url } = city.server;
  const random = { ...seededRandom(seed), known: city.known };
  const faults: (string | null)[] = [];
  for (let round = 0; round < rounds * SHARES.wire; round += 1) {
    faults.push(await attackWire(url, round, random));
  }
  for (let round = 0; round < rounds * SHARES.live; round += 1) {
    faults.push(await attackLive(url, city.cookie(), random));
  }
  return faults.filter((fault) => fault !== null);
}

async function fuzzPages({ known }: FuzzCity, seed: number, rounds: number): Promise<string[]> {
  // What is asked for is what stands in the sources.
  execFileSync(process.execPath, [BUILD], { stdio: ["ignore", 2, 2] });
  const pages = await openPages();
  try {
    const random = { ...seededRandom(seed), known };
    const faults: (string | null)[] = [];
    for (let round = 0; round < rounds; round += 1) {
      faults.push(await attackPages(pages.url, random));
    }
    return faults.filter((fault) => fault !== null);
  } finally {
    pages.close();
  }
}

/** What is wrong with the server that went through all that; nothing, as it should be. */
async function whatIsLeft({ server, cookie }: FuzzCity): Promise<string[]> {
  const { store } = server.deps;
  const [one] = await store.find(households, { index: "number", limit: 1 });
  const path = `/api/households/by-number/${one?.number}/account`;
  const { status } = await server.request(path, { cookie: cookie() });
  const collections = [...testedModules, testChannel].flatMap((each) => each.collections ?? []);
  const whole = await verifyStore(store, collections);
  const journal = await verifyJournal(store);
  return [
    ...(status === 200 ? [] : [`an honest request is answered ${status}`]),
    ...whole.findings,
    ...journal.findings.map(({ kind, note }) => `${kind} ${note}`),
  ];
}
