import { PuppetMock } from "wechaty-puppet-mock";
import { gatewayHook } from "@warmline/shared/wechat/api.ts";
import { makeBot } from "./bot.ts";
import { makeDoor, postSigned } from "./door.ts";
import { makeGateway } from "./gateway.ts";
import { makeWatchdog } from "./watchdog.ts";

/** A gateway with the mock puppet, see README.md; another puppet is put in here. */
const { WECHATY_SECRET: secret, WARMLINE_URL: server, GATEWAY_NAME: name = "main" } = process.env;
const { GATEWAY_HOST: host = "127.0.0.1", GATEWAY_PORT: port = "8090" } = process.env;
if (secret === undefined || server === undefined) {
  process.stderr.write("WECHATY_SECRET and WARMLINE_URL have to be set\n");
  process.exit(1);
}

const SILENCE_MS = 10 * 60_000;
const LOOK_MS = 30_000;

const now = () => Date.now();
const log = (what: string, about: object) =>
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), what, ...about })}\n`);
const url = server.replace(/\/+$/, "") + gatewayHook.path;
const signing = { secret, now };
const gateway = makeGateway({ name, log, post: (body) => postSigned(url, signing, body) });
const bot = makeBot(new PuppetMock(), {
  heard: (message) => gateway.take(message),
  alive: () => watchdog.alive(),
});
const watchdog = makeWatchdog({
  silenceMs: SILENCE_MS,
  now,
  wake(silentMs) {
    log("ALARM: nothing is heard of the account, it is started again", { silentMs });
    bot.restart().catch((error: unknown) => log("it does not start", { error: String(error) }));
  },
});
const looking = setInterval(() => watchdog.look(), LOOK_MS);
const door = makeDoor(bot, signing);
await bot.start();
door.listen(Number(port), host, () => log("listens", { host, port, name }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    clearInterval(looking);
    gateway.stop();
    door.close();
    void bot.stop().then(() => process.exit(0));
  });
}
