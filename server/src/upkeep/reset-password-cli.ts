import { userInfo } from "node:os";
import { pino } from "pino";
import { readConfig } from "../config.ts";
import { resetFromMachine } from "../domains/staff/index.ts";
import { openDeps } from "../engines.ts";
import { modules } from "../modules.ts";
import { keepPrivate, orSay } from "../program.ts";

/**
 * `npm run reset-password -- LOGIN REASON`: break-glass for a lost first password, or where no
 * administrator can sign in. Prints a one-time password; the audit trail and a warning in the log
 * say who did it. The server may be at work. Exit code 0: done, 1: no such log-in, 2: bad call.
 */
keepPrivate();
const [login, ...words] = process.argv.slice(2);
const reason = words.join(" ").trim();
if (login === undefined || reason === "") {
  process.stderr.write("npm run reset-password -- LOGIN REASON\n");
  process.exit(2);
}
const config = readConfig(process.env);
const deps = await orSay(openDeps(config, pino({ level: config.LOG_LEVEL }), modules));
try {
  const user = userInfo().username;
  const done = await orSay(resetFromMachine(deps, { login: login.toLowerCase(), reason, user }));
  process.stdout.write(
    done.ok ? `${login}: ${done.value} (one time, 7 days)\n` : `${login}: ${done.code}\n`,
  );
  process.exitCode = done.ok ? 0 : 1;
} finally {
  await deps.close();
}
