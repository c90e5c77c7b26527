import { userInfo } from "node:os";
import { pino } from "pino";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { readConfig } from "../config.ts";
import { openDeps } from "../engines.ts";
import { modules } from "../modules.ts";
import type { Deps } from "../platform/deps.ts";
import { keepPrivate, orSay } from "../program.ts";

interface Asked {
  readonly login: string | undefined;
  readonly reason: string;
}

/**
 * A program that gives somebody a way in: acts on the store, beside a server at work, and prints
 * the one-time password. Exit code 0: done, 1: refused, 2: bad call.
 */
export async function giveFromMachine(
  { login, reason }: Asked,
  usage: string,
  give: (
    deps: Deps,
    of: Required<Asked> & { login: string; user: string },
  ) => Promise<Result<string, string>>,
): Promise<void> {
  keepPrivate();
  if (login === undefined || reason.trim() === "") {
    process.stderr.write(`${usage}\n`);
    process.exit(2);
  }
  const config = readConfig(process.env);
  const deps = await orSay(openDeps(config, pino({ level: config.LOG_LEVEL }), modules));
  try {
    const { username: user } = userInfo();
    const of = { login: login.toLowerCase(), reason: reason.trim(), user };
    const done = await orSay(give(deps, of));
    process.stdout.write(
      done.ok ? `${login}: ${done.value} (one time, 7 days)\n` : `${login}: ${done.code}\n`,
    );
    process.exitCode = done.ok ? 0 : 1;
  } finally {
    await deps.close();
  }
}
