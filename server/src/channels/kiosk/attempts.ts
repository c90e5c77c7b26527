import { createHash } from "node:crypto";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  countAttempt,
  DEVICE_LIMIT,
  forgive,
  minutesShut,
  SUBJECT_LIMIT,
} from "@warmline/shared/kiosk/lookup-limits.ts";
import { lookupAttempts, type LookupAttempts } from "@warmline/shared/kiosk/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { grantWrite, type Grant } from "./grants.ts";

/** Who is asked about (hashed: it may be a phone that is on no file) and from which kiosk. */
export interface Asking {
  readonly subject: string;
  readonly device: string;
}

export function askingOf(by: string, value: string, deviceId: string): Asking {
  const hash = createHash("sha256").update(`${by}/${value}`).digest("hex");
  return { subject: `subject/${hash}`, device: `device/${deviceId}` };
}

/** Counts the attempt in the store, before the answer is looked at; kept over restarts. */
export function admitAttempt(
  deps: Deps,
  caller: Caller,
  asking: Asking,
): Promise<Result<null, "lookup-shut" | "changed-meanwhile">> {
  return attempt(async (): Promise<Result<null, "lookup-shut"> | typeof lost> => {
    const at = deps.clock.now();
    const [subject, device] = await readAttempts(deps, asking);
    const minutes = Math.max(
      minutesShut(subject, SUBJECT_LIMIT, at),
      minutesShut(device, DEVICE_LIMIT, at),
    );
    if (minutes > 0) return refuse("lookup-shut", { minutes });
    const committed = await commitAudited(deps, caller, actOf(asking), [
      write(subject, countAttempt(subject, SUBJECT_LIMIT, at)),
      write(device, countAttempt(device, DEVICE_LIMIT, at)),
    ]);
    return committed.ok ? ok(null) : lost;
  });
}

/**
 * The answer was right: the attempt no longer counts, the grant is good from now on, and the audit
 * trail says who was looked up.
 */
export function forgiveAttempt(
  deps: Deps,
  caller: Caller,
  asking: Asking,
  { grant, householdId }: { readonly grant: Grant; readonly householdId: string },
) {
  return attempt(async () => {
    const [subject, device] = await readAttempts(deps, asking);
    const act = { command: "kiosk.lookup", subjects: [`households/${householdId}`] };
    const committed = await commitAudited(deps, caller, act, [
      write(subject, forgive(subject, true)),
      write(device, forgive(device, false)),
      await grantWrite(deps, grant, caller.actor.id, householdId),
    ]);
    return committed.ok ? ok(null) : lost;
  });
}

function actOf({ subject }: Asking) {
  return { command: "kiosk.try-lookup", subjects: [`lookupAttempts/${subject}`] };
}

async function readAttempts({ store }: Deps, { subject, device }: Asking) {
  const read = async (id: string): Promise<LookupAttempts> =>
    (await store.get(lookupAttempts, id)) ?? { id, rev: 0, failures: 0, lastAt: 0 };
  return Promise.all([read(subject), read(device)]);
}

function write(current: LookupAttempts, next: Pick<LookupAttempts, "failures" | "lastAt">): Write {
  const body = { id: current.id, ...next };
  return current.rev === 0 ? insert(lookupAttempts, body) : replace(lookupAttempts, current, body);
}
