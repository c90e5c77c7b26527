import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { createListeners, type Notifier } from "./notifier.ts";

export interface RedisNotifierOptions {
  /** `redis://host:port`. */
  readonly url: string;
  /** Nodes that share a channel hear each other: one a database. */
  readonly channel: string;
  /** Told when Redis is away; the notifier connects again by itself. */
  readonly onError?: (error: unknown) => void;
}

const RECONNECT_MS_MAX = 1_000;

/**
 * The notifier of several nodes, over Redis publish/subscribe. Resolves when it hears the others.
 */
export async function createRedisNotifier(options: RedisNotifierOptions): Promise<Notifier> {
  const { url, channel, onError = (error) => process.emitWarning(String(error)) } = options;
  const self = randomUUID();
  const listeners = createListeners();
  const settings = {
    lazyConnect: true,
    // A ring that cannot be sent now is worth nothing later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt: number) => Math.min(attempt * 50, RECONNECT_MS_MAX),
  };
  const publisher = new Redis(url, settings);
  const subscriber = new Redis(url, { ...settings, autoResubscribe: false });
  for (const client of [publisher, subscriber]) client.on("error", onError);

  let sending: Promise<unknown> | undefined;
  let again = false;

  /** However often it is rung meanwhile, at most one message is under way and one waits. */
  function publish(): void {
    if (sending !== undefined) {
      again = true;
      return;
    }
    sending = publisher
      .publish(channel, self)
      .catch(() => undefined) // The client tells `onError`; followers look by themselves.
      .finally(() => {
        sending = undefined;
        if (!again) return;
        again = false;
        publish();
      });
  }

  /** Also after each reconnect: what was rung in between was not heard, so listeners look. */
  async function subscribe(): Promise<void> {
    await subscriber.subscribe(channel);
    listeners.call();
  }

  subscriber.on("message", (_channel, sender) => {
    // One's own ring was heard at once.
    if (sender !== self) listeners.call();
  });
  try {
    await Promise.all([publisher.connect(), subscriber.connect()]);
    await subscribe();
  } catch (error) {
    publisher.disconnect();
    subscriber.disconnect();
    throw error;
  }
  subscriber.on("ready", () => void subscribe().catch(onError));

  return {
    notify() {
      listeners.call();
      publish();
    },
    onNotify: listeners.add,
    async close() {
      listeners.clear();
      await sending;
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
