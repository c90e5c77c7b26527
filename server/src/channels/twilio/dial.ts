import type { Contact } from "@warmline/shared/campaigns/model.ts";
import { campaignHook } from "@warmline/shared/twilio/api.ts";
import {
  claimContact,
  claimedLongAgo,
  dueNow,
  notePlaced,
  refuseContact,
  releaseContact,
} from "../../domains/campaigns/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import type { CarrierClient } from "./rest.ts";

/** What is rung by itself stands in the trail under this name. */
const DIALLER: Caller = {
  actor: { kind: "system", id: "campaigns", name: "外呼" },
  origin: "campaigns",
  language: "zh",
};

const RING_SECONDS = 30;

export interface Dialling {
  readonly client: CarrierClient;
  /** The hotline's own number, which is shown to whoever is rung. */
  readonly from: string;
}

/** Everybody whose turn it is, and whoever a process that died left between two steps. */
export async function dialDue(deps: Deps, dialling: Dialling): Promise<void> {
  for (const contact of await claimedLongAgo(deps)) await reconcile(deps, dialling, contact);
  const due = await dueNow(deps);
  await Promise.all(due.map((contact) => dial(deps, dialling, contact)));
}

/**
 * Claimed first, so that nobody is rung by two; where the carrier does not answer, it stays claimed
 * until it can be asked whether it heard.
 */
async function dial(deps: Deps, { client, from }: Dialling, { id }: Contact): Promise<void> {
  const claimed = await runCommand(deps, DIALLER, claimContact, { contactId: id });
  if (!claimed.ok) return;
  const { phone: to } = claimed.value;
  const door = `${campaignHook.path}?contact=${id}`;
  const call = await client.place({ from, to, door, ringSeconds: RING_SECONDS });
  if (!call.ok) await runCommand(deps, DIALLER, refuseContact, { contactId: id });
  else await placed(deps, { contactId: id, callId: call.value.id, from });
}

async function reconcile(deps: Deps, { client, from }: Dialling, contact: Contact): Promise<void> {
  const { id: contactId, phone: to, dueAt: claimedAt, attempts } = contact;
  const known = new Set(attempts.map(({ callId }) => callId));
  const found = await client.placedSince({ from, to }, claimedAt);
  const call = found.find(({ id }) => !known.has(id));
  if (call === undefined) await runCommand(deps, DIALLER, releaseContact, { contactId });
  else await placed(deps, { contactId, callId: call.id, from });
}

async function placed(
  deps: Deps,
  input: { readonly contactId: string; readonly callId: string; readonly from: string },
): Promise<void> {
  await runCommand(deps, DIALLER, notePlaced, input);
}
