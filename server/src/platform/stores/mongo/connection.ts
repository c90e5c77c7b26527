import { setTimeout as sleep } from "node:timers/promises";
import { createConnection, type Connection as MongooseConnection, type mongo } from "mongoose";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";
import { isPassing, unavailable } from "./errors.ts";

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
/** One question may take so long; then it is asked again, as long as the caller waits. */
const ANSWER_MS = 10_000;
/** How soon a server that is gone is noticed: an election takes about as long. */
const NOTICE_MS = 5_000;
const HEARTBEAT_MS = 2_000;

/** One pool of connections to one database. */
export interface Connection {
  readonly mongoose: MongooseConnection;
  readonly database: mongo.Db;
  /** How long one call waits for an engine that is away. */
  readonly waitMs: number;
  readonly closed: boolean;
  /** Runs `work`, again while the engine is away, for `waitMs` at most: then `StoreUnavailable`. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly url: string;
  readonly database: string;
  readonly waitMs: number;
  /** For what takes as long as it takes, such as building an index. */
  readonly unhurried?: boolean;
}

export async function connect(options: ConnectOptions): Promise<Connection> {
  const { url, database, waitMs, unhurried = false } = options;
  const answerMs = Math.min(waitMs, ANSWER_MS);
  const mongoose = createConnection(url, {
    dbName: database,
    appName: "warmline",
    // Everything below reads what it is about to build on: only the primary knows.
    readPreference: "primary",
    writeConcern: { w: "majority", wtimeoutMS: answerMs },
    serverSelectionTimeoutMS: waitMs,
    connectTimeoutMS: Math.min(waitMs, NOTICE_MS),
    heartbeatFrequencyMS: HEARTBEAT_MS,
    socketTimeoutMS: unhurried ? 0 : answerMs,
    waitQueueTimeoutMS: answerMs,
    // Waiting is decided in one place, `attempt`: no second queue in Mongoose.
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    await mongoose.asPromise();
  } catch (error) {
    await mongoose.destroy();
    throw isPassing(error) ? unavailable(error) : error;
  }
  let closed = false;

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + waitMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if (closed) throw new StoreUnavailable("MongoDB: the store is closed");
      try {
        return await before(deadline, work());
      } catch (error) {
        if (closed) throw unavailable(error);
        if (!isPassing(error)) throw error;
        if (performance.now() + pauseMs > deadline) throw unavailable(error);
      }
      await sleep(pauseMs);
    }
  }

  return {
    mongoose,
    database: mongoose.getClient().db(database) as unknown as mongo.Db,
    waitMs,
    get closed() {
      return closed;
    },
    attempt,
    async close() {
      closed = true;
      await mongoose.destroy(true);
    },
  };
}

/** The driver's own limits add up (selection, pool, socket): this one holds for the whole call. */
async function before<T>(deadline: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () => reject(new StoreUnavailable("MongoDB did not answer in time"));
    timer = setTimeout(refuse, Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
