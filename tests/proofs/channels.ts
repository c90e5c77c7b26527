import { existsSync } from "node:fs";
import type { ChatPlatform } from "@warmline/demo/wechat/contract/platform.ts";
import { dropMongo, MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { openOfficialPlatform } from "@warmline/demo/wechat/contract/official.ts";
import { openServicePlatform } from "@warmline/demo/wechat/contract/service.ts";
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
const LINES: Record<string, () => Promise<ChatPlatform>> = {
  "official account": openOfficialPlatform,
  "customer service": openServicePlatform,
};

/** Where it is installed; its types are known to nobody here. */
const WECHATY = new URL("../../wechaty/", import.meta.url);
if (existsSync(new URL("node_modules/wechaty", WECHATY))) {
  const { href } = new URL("src/mock-platform.ts", WECHATY);
  const { openMockPlatform } = (await import(href)) as Record<string, () => Promise<ChatPlatform>>;
  if (openMockPlatform !== undefined) LINES["wechaty"] = openMockPlatform;
} else process.stderr.write("left out: wechaty, not installed\n");

/**
 * Chats under duplicates, retries, crossed order and a platform that is away now and then, on two
 * nodes that are started again meanwhile.
 */
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
          value: [
            `${done.messages} messages told ${done.deliveries} times to two nodes`,
            `${done.restarts} restarts`,
            `${broken.length} broken`,
          ].join(", "),
          target: "0 broken",
          holds: broken.length === 0 && done.messages >= rounds && done.restarts > 0,
        });
        if (name === "CLUSTER") await dropMongo(DATABASE);
      }
    }
    return measured;
  },
};
