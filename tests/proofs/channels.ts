import { dropMongo, MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { openOfficialPlatform } from "@warmline/demo/wechat/contract/official.ts";
import { simulateChats } from "./chat-people.ts";

const MESSAGES = 1_200;
const DATABASE = `warmline_test_channels_${process.pid}`;

const EMBEDDED = {};
const CLUSTER = {
  PROFILE: "cluster",
  MONGO_URL: MONGO_URL ?? "",
  REDIS_URL: process.env["WARMLINE_TEST_REDIS_URL"] ?? "",
  MONGO_DATABASE: DATABASE,
};

/** Every way to write to us, with its platform simulated. */
const LINES = { "official account": openOfficialPlatform };

/** Chats under duplicates, retries, crossed order and a platform that is away now and then. */
export const channels: Measurable = {
  about: "chats: each message is one turn and each report one case, however often it is told",
  async run({ seed, rounds = MESSAGES }) {
    const engines = MONGO_URL === undefined ? { EMBEDDED } : { EMBEDDED, CLUSTER };
    const measured: Measured[] = [];
    for (const [line, open] of Object.entries(LINES)) {
      for (const [name, settings] of Object.entries(engines)) {
        const platform = await open();
        const { broken, ...done } = await simulateChats(settings, platform, seed, rounds);
        await platform.close();
        for (const fault of broken) process.stderr.write(`seed ${seed}: ${fault}\n`);
        measured.push({
          name: `${line}, ${name.toLowerCase()}`,
          value: `${done.messages} messages told ${done.deliveries} times, ${broken.length} broken`,
          target: "0 broken",
          holds: broken.length === 0 && done.messages >= rounds,
        });
        if (name === "CLUSTER") await dropMongo(DATABASE);
      }
    }
    return measured;
  },
};
