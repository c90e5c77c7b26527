import { setTimeout as pause } from "node:timers/promises";
import type { Incoming } from "./bot.ts";

export interface Handing {
  /** As the server's settings call this gateway. */
  readonly name: string;
  /** Hands a body over, signed; the status that was answered. Throws where nobody answers. */
  post(body: string): Promise<number>;
  /** Before the next try, of so many; left out: a second, two, four … half a minute. */
  wait?(tried: number): Promise<unknown>;
  log(what: string, about: object): void;
}

export interface Gateway {
  take(message: Incoming): void;
  /** Once nothing is on its way any more. */
  idle(): Promise<void>;
  /** Nothing is tried again from now on. */
  stop(): void;
}

/** What was said while nobody listened is history: a replay after a log-in, a backlog. */
const AGE_MAX_SECONDS = 600;
/** The door refuses for good what it understands and does not take. */
const FINAL: ReadonlySet<number> = new Set([200, 400, 404, 409]);
const WAIT_MS = 1_000;
const WAIT_MAX_MS = 30_000;

/**
 * Hands on what is said to the account, of one person in their order, each until the server took
 * it. It remembers nothing: the server knows each message by its id, so that one that comes again,
 * from the puppet or from here, is heard once.
 */
export function makeGateway(to: Handing): Gateway {
  const lanes = new Map<string, Promise<void>>();
  let stopped = false;
  const wait = to.wait ?? ((tried) => pause(Math.min(WAIT_MS * 2 ** tried, WAIT_MAX_MS)));

  async function handOver({ age: _, ...message }: Incoming): Promise<void> {
    const { id } = message;
    const body = JSON.stringify({ account: to.name, ...message });
    for (let tried = 0; !stopped; tried += 1) {
      const status = await to.post(body).catch(() => null);
      if (status !== null && FINAL.has(status)) {
        if (status !== 200) to.log("a message was refused", { status, id });
        return;
      }
      await wait(tried);
    }
  }

  return {
    take(message) {
      if (message.age > AGE_MAX_SECONDS) {
        to.log("a message is too old to be answered", { id: message.id, age: message.age });
        return;
      }
      const { userId } = message;
      const before = lanes.get(userId) ?? Promise.resolve();
      const lane = before.then(() => handOver(message));
      lanes.set(userId, lane);
      void lane.then(() => {
        if (lanes.get(userId) === lane) lanes.delete(userId);
      });
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    stop: () => void (stopped = true),
  };
}
