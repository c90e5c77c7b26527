import { ROLES } from "@warmline/shared/access/actor.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { pairedDevice } from "@warmline/server/platform/http/testing.ts";
import { startTestServer, testedModules, type TestServer } from "@warmline/server/testing.ts";
import { GATEWAY, OFFICIAL, SERVICE } from "@warmline/server/channels/wechat/fixture.ts";
import { testChannel } from "@warmline/server/platform/webhooks/testing.ts";

/** A city full of data, and somebody in it who holds every role beside a kiosk. */
export interface FuzzCity {
  readonly server: TestServer;
  /** Ids that exist, by what they are of. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  /** Of one person and one kiosk, who are let in everywhere. */
  cookie(): string;
  /** After that person was signed out. */
  signInAgain(): Promise<void>;
}

export const PUBLIC_URL = "http://warm.example";

export async function openFuzzCity(more: Record<string, string> = {}): Promise<FuzzCity> {
  const server = await startTestServer(
    {
      PUBLIC_URL,
      RATE_CHANNEL_PER_MINUTE: "1000000",
      ...OFFICIAL,
      ...SERVICE,
      ...GATEWAY,
      ...more,
    },
    [...testedModules, testChannel],
  );
  const { deps } = server;
  await seedDemoCity(deps, { households: 30, seasons: 1, seed: 7 });
  const byKind = (kind: string) => deps.store.find(orgNodes, { index: "byKind", where: { kind } });
  const halls = await byKind("hall");
  const hallId = halls[0]?.id ?? "";
  const atHall = { index: "byHall", where: { hallId } };
  const people = await deps.store.find(staff, {
    index: "byActive",
    where: { active: true },
    limit: 5,
  });
  const found: Record<string, readonly { readonly id: string }[]> = {
    hall: halls,
    branch: await byKind("branch"),
    case: await deps.store.find(cases, { index: "byOpen", where: { open: true }, limit: 9 }),
    incident: await deps.store.find(incidents, { index: "byOpen", limit: 9 }),
    counter: await deps.store.find(counters, atHall),
    service: await deps.store.find(hallServices, atHall),
    staff: people,
    household: await deps.store.find(households, { index: "number", limit: 9 }),
    assignee: people,
  };
  const known = new Map(
    Object.entries(found).map(([kind, list]) => [kind, list.map(({ id }) => id)]),
  );
  const kiosk = (await pairedDevice(deps, "kiosk", hallId)).cookie;
  let { cookie } = await server.signIn(ROLES);
  return {
    server,
    known,
    cookie: () => `${cookie}; ${kiosk}`,
    async signInAgain() {
      cookie = (await server.signIn(ROLES)).cookie;
    },
  };
}
