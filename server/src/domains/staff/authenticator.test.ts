import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { devices } from "@warmline/shared/devices/model.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { makeAuthenticator, type CachedAuthenticator } from "./authenticator.ts";
import { hashToken } from "../../platform/secrets.ts";

let deps: TestDeps;
let authenticator: CachedAuthenticator;
const PEOPLE = 4;
const token = (who: number) => `token-of-${who}`;

beforeEach(async () => {
  deps = await openTestDeps();
  authenticator = makeAuthenticator(deps);
  const startedAt = deps.clock.now();
  const expiresAt = later(startedAt, 3_600_000);
  for (let who = 0; who < PEOPLE; who += 1) {
    await deps.store.commit([
      insert(staff, {
        id: `p${who}`,
        login: `p${who}`,
        name: "甲",
        roles: ["agent"],
        scope: { kind: "city" },
        active: true,
        passwordHash: "-",
      }),
      insert(sessions, {
        id: hashToken(token(who)),
        staffId: `p${who}`,
        startedAt,
        expiresAt,
        origin: "test",
      }),
    ]);
  }
});
afterEach(() => deps.close());

async function change(who: number, name: string, ended: boolean, active: boolean): Promise<void> {
  const member = (await deps.store.get(staff, `p${who}`))!;
  const session = (await deps.store.get(sessions, hashToken(token(who))))!;
  const { endedAt: _, ...open } = session;
  const committed = await deps.store.commit([
    replace(staff, member, { ...member, name, active }),
    replace(sessions, session, ended ? { ...open, endedAt: instantOf(1) } : open),
  ]);
  expect(committed.ok).toBe(true);
}

const SEED = 77;

test(`after every change the very next answer is true (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < 400; round += 1) {
    const who = Math.floor(random.next() * PEOPLE);
    const [ended, active] = [random.next() < 0.3, random.next() < 0.7];
    // Answers asked for while the change is on its way fill the memory with what may be old.
    const meanwhile = Array.from({ length: 5 }, () => authenticator.staff(token(who)));
    await change(who, `name ${round}`, ended, active);
    const actor = await authenticator.staff(token(who));
    expect(actor?.name ?? null).toBe(ended || !active ? null : `name ${round}`);
    await Promise.all(meanwhile);
    expect((await authenticator.staff(token(who)))?.name ?? null).toBe(actor?.name ?? null);
  }
});

test("also when more was committed in between than is worth reading", async () => {
  expect(await authenticator.staff(token(0))).toMatchObject({ id: "p0" });
  await change(0, "乙", true, true);
  for (let other = 0; other < 450; other += 1) await change(1, `name ${other}`, false, true);
  expect(await authenticator.staff(token(0))).toBeNull();
  expect(await authenticator.staff(token(1))).toMatchObject({ name: "name 449" });
});

test("what did not change is answered from memory", async () => {
  let loads = 0;
  const counting = {
    ...deps.store,
    get: (...of: Parameters<typeof deps.store.get>) => {
      loads += 1;
      return deps.store.get(...of);
    },
  } as typeof deps.store;
  const watched = makeAuthenticator({ store: counting, clock: deps.clock });
  await watched.staff(token(0));
  await watched.staff(token(0));
  expect(loads).toBe(2);
  await change(1, "乙", false, true);
  await watched.staff(token(0));
  expect(loads).toBe(2);
  await change(0, "丙", false, true);
  expect(await watched.staff(token(0))).toMatchObject({ name: "丙" });
  expect(loads).toBe(4);
});

test("a session in memory runs out by the clock", async () => {
  expect(await authenticator.staff(token(0))).not.toBeNull();
  deps.advance(3_600_000);
  expect(await authenticator.staff(token(0))).toBeNull();
});

test("a device's token is no person's, and a revoked one is nobody's", async () => {
  const device = {
    id: "d1",
    rev: 1,
    kind: "tv",
    state: "paired",
    name: "屏",
    hallId: "h1",
    tokenHash: hashToken("device-token"),
    askedAt: instantOf(1),
  } as const;
  await deps.store.commit([insert(devices, device)]);
  expect(await authenticator.device("device-token")).toMatchObject({ kind: "tv", hallId: "h1" });
  expect(await authenticator.staff("device-token")).toBeNull();
  expect(await authenticator.device(token(0))).toBeNull();
  await deps.store.commit([replace(devices, device, { ...device, state: "revoked" })]);
  expect(await authenticator.device("device-token")).toBeNull();
});
