import * as wire from "@warmline/shared/hall/api.ts";
import { signIn } from "@warmline/shared/staff/api.ts";
import type { Client } from "./client.ts";
import type { Draw } from "./draw.ts";
import type { Pacing } from "./pacing.ts";

export interface Clerk {
  readonly login: string;
  readonly password: string;
  readonly counterId: string;
  readonly door: Client;
  readonly pacing: Pacing;
  readonly draw: Draw;
}

const NO_SHOWS = 0.06;

/** Serves one person, or looks for one; called again and again. What is refused waits a while. */
export async function serveOne(clerk: Clerk): Promise<void> {
  const { door, pacing, draw } = clerk;
  if (door.cookie === null && !(await enter(clerk))) return pacing.pause(60, 90);
  const opened = await at(clerk, wire.openCounter);
  if (!opened.ok) {
    // The session has run out, or a person has sat down here: ask again later.
    if (opened.code === "not-signed-in") door.cookie = null;
    return pacing.pause(20, 40);
  }
  if (opened.value.ticket === null) {
    const called = await at(clerk, wire.callNext);
    if (!called.ok) return pacing.pause(4, 9);
    await pacing.pause(5, 12);
    if (draw.chance(NO_SHOWS)) return missed(clerk);
  }
  await at(clerk, wire.serveTicket);
  await pacing.pause(45, 130);
  await at(clerk, wire.finish);
  await pacing.pause(2, 8);
}

/** Goes home: the counter shows that it is closed. */
export async function leave(clerk: Clerk): Promise<void> {
  if (clerk.door.cookie === null) return;
  await at(clerk, wire.finish);
  await at(clerk, wire.closeCounter);
}

async function missed(clerk: Clerk): Promise<void> {
  await at(clerk, wire.recall);
  await clerk.pacing.pause(15, 25);
  await at(clerk, wire.noShow);
}

async function enter({ door, login, password }: Clerk): Promise<boolean> {
  const entered = await door.call(signIn, { body: { login, password } });
  return entered.ok;
}

function at({ door, counterId }: Clerk, command: typeof wire.openCounter) {
  return door.call(command, { params: { id: counterId } });
}
