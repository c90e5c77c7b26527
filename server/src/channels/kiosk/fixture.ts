import { expect } from "vitest";
import { hallServices } from "@warmline/shared/hall/model.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { put } from "../../domains/hall/fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

/** Of the household `h1` that is known here; its phone ends in 5678. */
export const NUMBER = "100000226";
/** A look-up that proves it. */
export const right = { by: "number", value: NUMBER, digits: "5678" };

/** For tests only: a server with a hall (services A and B), a household and a paired kiosk. */
export interface KioskFixture {
  readonly server: TestServer;
  readonly kiosk: Paired;
  /** Asks as this kiosk, or as whoever the cookie stands for. */
  ask(path: string, body: unknown, options?: AskOptions): ReturnType<TestServer["request"]>;
  /** One more kiosk in the same hall. */
  pair(): Promise<Paired>;
}

interface Paired {
  readonly cookie: string;
  readonly id: string;
}

interface AskOptions {
  readonly key?: string | null;
  readonly cookie?: string;
}

export async function openKiosk(): Promise<KioskFixture> {
  const server = await startTestServer();
  await furnish(server);
  const pair = () => pairKiosk(server);
  const kiosk = await pair();
  return {
    server,
    kiosk,
    pair,
    ask: (path, body, options = {}) =>
      server.request(`/api/kiosk/${path}`, { cookie: kiosk.cookie, body, ...options }),
  };
}

async function furnish({ deps: { store } }: TestServer): Promise<void> {
  const path = ["head", "hall"];
  await put(store, orgNodes, {
    id: "head",
    kind: "head-office",
    name: "总公司",
    parentId: null,
    path: ["head"],
  });
  await put(store, orgNodes, { id: "hall", kind: "hall", name: "西城", parentId: "head", path });
  const payments = { id: "A", series: "A", nameZh: "缴费", nameEn: "Payments" };
  const stops = { id: "B", series: "B", nameZh: "报停", nameEn: "Stops" };
  for (const service of [payments, stops]) {
    await put(store, hallServices, { ...service, hallId: "hall", active: true });
  }
  await put(store, households, {
    id: "h1",
    number: NUMBER,
    name: "欧阳修",
    people: [],
    phones: ["+8613812345678"],
    address: {
      district: "西城区",
      community: "滨河花园",
      building: "1号楼",
      unit: "2单元",
      room: "301",
    },
    place: { branchId: "b", stationId: "s", buildingId: "bu", unitId: "u" },
    spaces: [],
  });
}

/** A kiosk asks for a code, an administrator approves it, as at any hall. */
async function pairKiosk(server: TestServer): Promise<Paired> {
  const asked = await server.request("/api/devices/pair", { body: { kind: "kiosk" } });
  const cookie = asked.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { cookie: approver } = await server.signIn(["administrator"]);
  const body = { code: asked.body.code, name: "一号机", hallId: "hall" };
  const approved = await server.request("/api/devices/approve", { cookie: approver, body });
  expect(approved.status).toBe(200);
  return { cookie, id: asked.body.deviceId };
}
