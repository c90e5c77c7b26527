import * as hallApi from "@warmline/shared/hall/counter-api.ts";
import { signIn } from "@warmline/shared/staff/api.ts";
import type { Client } from "./client.ts";
import type { Draw } from "./draw.ts";
import type { Pacing } from "./pacing.ts";

/** 窗口人员: one simulated person at one counter. */
export interface CounterStaff {
  readonly login: string;
  readonly password: string;
  readonly counterId: string;
  readonly client: Client;
  readonly pacing: Pacing;
  readonly draw: Draw;
}

const NO_SHOWS = 0.06;

/** Serves one person, or looks for one; called again and again. What is refused waits a while. */
export async function serveOne(staff: CounterStaff): Promise<void> {
  const { client, pacing, draw } = staff;
  if (client.cookie === null && !(await signedIn(staff))) return pacing.pause(60, 90);
  const opened = await at(staff, hallApi.openCounter);
  if (!opened.ok) {
    // The session has run out, or a person has sat down here: ask again later.
    if (opened.code === "not-signed-in") client.cookie = null;
    return pacing.pause(20, 40);
  }
  if (opened.value.ticket === null) {
    const called = await at(staff, hallApi.callNext);
    if (!called.ok) return pacing.pause(4, 9);
    await pacing.pause(5, 12);
    if (draw.chance(NO_SHOWS)) return missed(staff);
  }
  await at(staff, hallApi.serveTicket);
  await pacing.pause(45, 130);
  await at(staff, hallApi.finish);
  await pacing.pause(2, 8);
}

/** Goes home: the counter shows that it is closed. */
export async function leave(staff: CounterStaff): Promise<void> {
  if (staff.client.cookie === null) return;
  await at(staff, hallApi.finish);
  await at(staff, hallApi.closeCounter);
}

async function missed(staff: CounterStaff): Promise<void> {
  await at(staff, hallApi.recall);
  await staff.pacing.pause(15, 25);
  await at(staff, hallApi.noShow);
}

async function signedIn({ client, login, password }: CounterStaff): Promise<boolean> {
  const entered = await client.call(signIn, { body: { login, password } });
  return entered.ok;
}

function at({ client, counterId }: CounterStaff, command: hallApi.PlainCounterEndpoint) {
  return client.call(command, { params: { id: counterId } });
}
