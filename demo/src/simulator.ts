import type { Logger } from "pino";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { COOKIES } from "@warmline/server/platform/http/cookies.ts";
import { chat } from "./chatting.ts";
import { leave, serveOne, type CounterStaff } from "./counter-staff.ts";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { carrierAt } from "./carrier/of-process.ts";
import { openClient } from "./client.ts";
import { drawFor } from "./draw.ts";
import { counterId, deviceToken } from "./halls.ts";
import { demoCityOf } from "./marker.ts";
import { type DemoCity } from "@warmline/shared/demo/model.ts";
import { simulatedOf, simulatedPassword } from "./people.ts";
import { HALLS, type Hall } from "./places.ts";
import { reportFault, takeNumber, type AtKiosk } from "./residents.ts";
import { callHotline } from "./telephone.ts";
import { makePacing, type Pacing } from "./pacing.ts";
import { startChats } from "./wechat/of-process.ts";

export interface SimulatorOptions {
  readonly deps: Deps;
  /** Where the server listens: simulated people come in by the same entrances as real ones. */
  readonly url: string;
  readonly log: Logger;
  /** Aborted when another node may move them, or this one stops. */
  readonly signal: AbortSignal;
}

/** Who is in the hall as it opens. */
const FIRST_VISITORS = 4;
const FIRST_REPORT_SECONDS = 60;
const FIRST_CALL_SECONDS = 120;
const FIRST_CHAT_SECONDS = 90;
/**
 * Counter staff sign in one after the other, so that people at this address may still mistype
 * theirs.
 */
const SIGN_INS_SECONDS = 60;

/** Does something once; called again and again while the simulator is on. */
interface Activity {
  /** Seconds after the start at which it begins, at most. */
  readonly startsWithin: number;
  once(): Promise<void>;
  /** When the simulator is switched off. */
  end?(): Promise<void>;
}

/**
 * Simulated residents take numbers, report faults, call and chat, simulated counter staff call and
 * serve them, at a gentle pace, until the signal ends it; while it is switched off in the demo
 * city's document they rest. Returns at once where there is no demo city.
 */
export async function simulate({ deps, url, log, signal }: SimulatorOptions): Promise<void> {
  const city = await demoCityOf(deps.store);
  if (city?.state !== "ready" || signal.aborted) return;
  const seed = city.seed + deps.clock.now();
  const pacing = makePacing(drawFor(seed, "pauses"));
  signal.addEventListener("abort", () => pacing.stop(), { once: true });
  const setting = { deps, url, city, seed, pacing };
  const activities = [
    ...HALLS.flatMap((hall) => activitiesOf(hall, setting)),
    ...callsOf(setting),
    ...(await chatsOf(setting)),
  ];
  await Promise.all(activities.map((activity) => keepDoing(activity, { deps, pacing, log })));
}

interface Setting {
  readonly deps: Deps;
  readonly url: string;
  readonly city: DemoCity;
  readonly seed: number;
  readonly pacing: Pacing;
}

function activitiesOf(hall: Hall, { deps, url, city, seed, pacing }: Setting): Activity[] {
  const token = deviceToken(city.secret, hall, "kiosk");
  const kiosk: AtKiosk = {
    client: openClient(url, `${COOKIES.kiosk}=${token}`),
    draw: drawFor(seed, `kiosk ${hall.id}`),
    ids: deps.ids,
  };
  const counters = [2, 3, hall.counters];
  const counterStaff = simulatedOf(hall).map((login, index): CounterStaff => ({
    login,
    password: simulatedPassword(city.secret),
    counterId: counterId(hall, counters[index]!),
    client: openClient(url),
    pacing,
    draw: drawFor(seed, login),
  }));
  let visitors = 0;
  return [
    {
      startsWithin: 3,
      async once() {
        await takeNumber(kiosk);
        visitors += 1;
        await (visitors < FIRST_VISITORS ? pacing.pause(1, 4) : pacing.pause(35, 65));
      },
    },
    {
      startsWithin: FIRST_REPORT_SECONDS,
      async once() {
        await reportFault(deps, kiosk, city.households);
        await pacing.pause(120, 1_200);
      },
    },
    ...counterStaff.map((staff) => ({
      startsWithin: SIGN_INS_SECONDS,
      once: () => serveOne(staff),
      end: () => leave(staff),
    })),
  ];
}

/** None where the telephone is a real one: simulated people ring at nobody's. */
function callsOf({ deps, url, city, seed, pacing }: Setting): Activity[] {
  const account = simulatedAccount(deps.config);
  if (account === null) return [];
  const carrier = carrierAt(deps, account, url);
  const draw = drawFor(seed, "telephone");
  return [
    {
      startsWithin: FIRST_CALL_SECONDS,
      async once() {
        await callHotline(deps, carrier, draw, city.households);
        await pacing.pause(600, 1_500);
      },
    },
  ];
}

/** None where the official account is a real one. */
async function chatsOf({ deps, url, city, seed, pacing }: Setting): Promise<Activity[]> {
  const door = (await startChats(deps, url)).get("official");
  if (door === undefined) return [];
  const writing = { draw: drawFor(seed, "chats"), pacing, householdCount: city.households };
  return [
    {
      startsWithin: FIRST_CHAT_SECONDS,
      async once() {
        await chat(deps, door, writing);
        await pacing.pause(120, 420);
      },
    },
  ];
}

interface Doing {
  readonly deps: Deps;
  readonly pacing: Pacing;
  readonly log: Logger;
}

async function keepDoing(activity: Activity, { deps, pacing, log }: Doing): Promise<void> {
  let ended = false;
  await pacing.pause(0, activity.startsWithin);
  while (!pacing.stopped) {
    try {
      const on = (await demoCityOf(deps.store))?.simulator ?? false;
      if (on) await activity.once();
      else if (!ended) await activity.end?.();
      ended = !on;
      if (!on) await pacing.pause(2, 4);
    } catch (error) {
      if (!pacing.stopped) log.debug({ err: error }, "a simulated person was not answered");
      await pacing.pause(5, 10);
    }
  }
}
