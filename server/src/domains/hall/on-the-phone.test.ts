import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { agents } from "@warmline/shared/acd/model.ts";
import { counters } from "@warmline/shared/hall/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { answerCall, ready } from "../acd/desk-commands.ts";
import { distribute } from "../acd/distribute.ts";
import { enqueue } from "../acd/fixture.ts";
import { callNext } from "./call-commands.ts";
import { openCounter } from "./counter-commands.ts";
import {
  counterStaff,
  ENGINES,
  interrupted,
  kiosk,
  openHall,
  put,
  type HallFixture,
} from "./fixture.ts";
import { takeNumber } from "./take-number.ts";
import { finish, undoFinish } from "./ticket-commands.ts";
import { transfer, undoTransfer } from "./transfer-commands.ts";

// Nobody serves at a counter and on the telephone at once, whichever comes first.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MINUTE = 60_000;
const who = counterStaff("s1");
const COUNTER = { id: "counter-1" };

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  describe.skipIf(missing)("with WARMLINE_TEST_MONGO_URL", () => {
    let hall: HallFixture;
    let calls = 0;
    beforeEach(async () => {
      hall = await openHall({ engine });
      const { id, name, roles, scope } = who.actor as typeof who.actor & { kind: "staff" };
      const signsIn = { login: id, active: true, passwordHash: "" };
      await put(hall.deps.store, staff, { id, name, roles, scope, ...signsIn });
      await runCommand(hall.deps, who, openCounter, COUNTER);
      await runCommand(hall.deps, who, ready, {});
      for (const key of ["k1", "k2"]) {
        const number = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
        await runCommand(hall.deps, kiosk(key), takeNumber, number);
      }
    });
    afterEach(() => hall.close());

    const next = (deps: Deps = hall.deps) => runCommand(deps, who, callNext, COUNTER);
    const rings = (deps: Deps = hall.deps) => runCommand(deps, kiosk("d"), distribute, {});
    const me = () => hall.deps.store.get(agents, "s1");
    const inHand = async () => (await hall.deps.store.get(counters, "counter-1"))?.ticketId;

    /** Somebody calls, and has waited for the hotline in vain. */
    async function waits(): Promise<string> {
      calls += 1;
      const callId = `call-${calls}`;
      const input = { callId, skill: "fees", phone: null } as const;
      await runCommand(hall.deps, kiosk(callId), enqueue, input);
      hall.clock.at += MINUTE;
      return callId;
    }

    test("who calls a number pauses, and takes calls again by their own word", async () => {
      expect(await next()).toMatchObject({ ok: true });
      expect(await me()).toMatchObject({ state: "paused", pauseReason: "counter" });
      await waits();
      await rings();
      expect(await me()).toMatchObject({ state: "paused" });
      expect(await runCommand(hall.deps, who, ready, {})).toMatchObject({ code: "serving-ticket" });
      await runCommand(hall.deps, who, finish, COUNTER);
      expect(await runCommand(hall.deps, who, ready, {})).toMatchObject({ ok: true });
      await rings();
      expect(await me()).toMatchObject({ state: "reserved" });
    });

    test("a number that comes back into hand is one, too", async () => {
      for (const [away, back] of [
        [() => runCommand(hall.deps, who, finish, COUNTER), () => undoneFinish()],
        [() => sent("B"), () => undoneTransfer()],
      ] as const) {
        await next();
        await away();
        await runCommand(hall.deps, who, ready, {});
        expect(await back()).toMatchObject({ ok: true });
        expect(await me()).toMatchObject({ state: "paused", pauseReason: "counter" });
        await runCommand(hall.deps, who, finish, COUNTER);
      }
    });

    let sentId = "";
    const undoneFinish = () => runCommand(hall.deps, who, undoFinish, COUNTER);
    const undoneTransfer = () =>
      runCommand(hall.deps, who, undoTransfer, { ...COUNTER, ticketId: sentId });
    async function sent(serviceId: string) {
      sentId = (await inHand()) ?? "";
      return runCommand(hall.deps, who, transfer, { ...COUNTER, serviceId, reason: "改办" });
    }

    test("who has a call calls no number, until they are done with it", async () => {
      const callId = await waits();
      await rings();
      expect(await next()).toMatchObject({ code: "on-the-phone" });
      await runCommand(hall.deps, who, answerCall, { callId });
      expect(await next()).toMatchObject({ code: "on-the-phone" });
      expect(await inHand()).toBeUndefined();
    });

    test("of a call and a number at the same moment the one that comes first holds", async () => {
      await waits();
      const byCall = interrupted(hall.deps, () => rings());
      expect(await next(byCall.deps)).toMatchObject({ code: "on-the-phone" });
      expect(await me()).toMatchObject({ state: "reserved" });
    });

    test("the other way round, too", async () => {
      await waits();
      const byNumber = interrupted(hall.deps, () => next());
      await rings(byNumber.deps);
      expect(await me()).toMatchObject({ state: "paused", pauseReason: "counter" });
      expect(await inHand()).toBeDefined();
    });

    test("and of a number and a word that they are ready", async () => {
      await next();
      await runCommand(hall.deps, who, finish, COUNTER);
      const byNumber = interrupted(hall.deps, () => next());
      expect(await runCommand(byNumber.deps, who, ready, {})).toMatchObject({
        code: "serving-ticket",
      });
    });

    test("what yesterday left in hand keeps nobody from the telephone", async () => {
      await next();
      hall.clock.at += 24 * 60 * MINUTE;
      expect(await runCommand(hall.deps, who, ready, {})).toMatchObject({ ok: true });
    });
  });
});
