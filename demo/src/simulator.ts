import type { Logger } from "pino";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { COOKIES } from "@warmline/server/platform/http/cookies.ts";
import { leave, serveOne, type Clerk } from "./counter-staff.ts";
import { openClient } from "./client.ts";
import { drawFor } from "./draw.ts";
import { counterId, deviceToken } from "./halls.ts";
import { makeLease, RENEW_MS, type Lease } from "./lease.ts";
import { demoCityOf } from "./marker.ts";
import { type DemoCity } from "@warmline/shared/demo/model.ts";
import { simulatedOf, simulatedPassword } from "./people.ts";
import { HALLS, type Hall } from "./places.ts";
import { reportFault, takeNumber, type AtKiosk } from "./residents.ts";
import { makePacing, type Pacing } from "./pacing.ts";

export interface Simulator {
  stop(): Promise<void>;
}

export interface SimulatorOptions {
  readonly deps: Deps;
  /** Where the server listens: simulated people come in by the same doors as real ones. */
  readonly url: string;
  readonly log: Logger;
}

/** Who is in the hall as the doors open. */
const FIRST_VISITORS = 4;
const FIRST_REPORT_SECONDS = 60;
/** Clerks sign in one after the other, so that people at this address may still mistype theirs. */
const SIGN_INS_SECONDS = 60;

/** Does something once; called again and again while the simulator is on. */
interface Life {
  /** Seconds after the start at which it begins, at most. */
  readonly afterMax: number;
  beat(): Promise<void>;
  /** When the simulator is switched off. */
  rest?(): Promise<void>;
}

/**
 * Simulated residents take numbers and report faults, simulated clerks call and serve them, at a
 * gentle pace, until it is switched off in the demo city's document. Of several nodes at one store
 * only one moves them. Null where there is no demo city.
 */
export async function startSimulator({
  deps,
  url,
  log,
}: SimulatorOptions): Promise<Simulator | null> {
  const city = await demoCityOf(deps.store);
  if (city?.state !== "ready") return null;
  const seed = city.seed + deps.clock.now();
  const pacing = makePacing(drawFor(seed, "pauses"));
  const lives = HALLS.flatMap((hall) => livesOf(hall, { deps, url, city, seed, pacing }));
  const lease = makeLease({ store: deps.store, holder: deps.ids.next() });
  const renew = () =>
    lease
      .renew()
      .catch((error: unknown) => log.debug({ err: error }, "the simulator was not renewed"));
  await renew();
  const timer = setInterval(() => void renew(), RENEW_MS);
  const running = lives.map((life) => live(life, { deps, pacing, log, lease }));
  return {
    async stop() {
      clearInterval(timer);
      pacing.stop();
      await Promise.all(running);
      await lease.release().catch(() => undefined);
    },
  };
}

interface Setting {
  readonly deps: Deps;
  readonly url: string;
  readonly city: DemoCity;
  readonly seed: number;
  readonly pacing: Pacing;
}

function livesOf(hall: Hall, { deps, url, city, seed, pacing }: Setting): Life[] {
  const token = deviceToken(city.secret, hall, "kiosk");
  const kiosk: AtKiosk = {
    door: openClient(url, `${COOKIES.kiosk}=${token}`),
    draw: drawFor(seed, `kiosk ${hall.id}`),
    ids: deps.ids,
  };
  const counters = [2, 3, hall.counters];
  const clerks = simulatedOf(hall).map((login, index): Clerk => ({
    login,
    password: simulatedPassword(city.secret),
    counterId: counterId(hall, counters[index]!),
    door: openClient(url),
    pacing,
    draw: drawFor(seed, login),
  }));
  let visitors = 0;
  return [
    {
      afterMax: 3,
      async beat() {
        await takeNumber(kiosk);
        visitors += 1;
        await (visitors < FIRST_VISITORS ? pacing.pause(1, 4) : pacing.pause(35, 65));
      },
    },
    {
      afterMax: FIRST_REPORT_SECONDS,
      async beat() {
        await reportFault(deps, kiosk, city.households);
        await pacing.pause(120, 1_200);
      },
    },
    ...clerks.map((clerk) => ({
      afterMax: SIGN_INS_SECONDS,
      beat: () => serveOne(clerk),
      rest: () => leave(clerk),
    })),
  ];
}

interface Living {
  readonly deps: Deps;
  readonly pacing: Pacing;
  readonly log: Logger;
  readonly lease: Lease;
}

async function live(life: Life, { deps, pacing, log, lease }: Living): Promise<void> {
  let resting = false;
  await pacing.pause(0, life.afterMax);
  while (!pacing.stopped) {
    try {
      const on = lease.held && ((await demoCityOf(deps.store))?.simulator ?? false);
      if (on) await life.beat();
      // Without the lease these people are another node's: their counters stay as they are.
      else if (!resting && lease.held) await life.rest?.();
      resting = !on;
      if (!on) await pacing.pause(2, 4);
    } catch (error) {
      if (!pacing.stopped) log.debug({ err: error }, "a simulated person came in vain");
      await pacing.pause(5, 10);
    }
  }
}
