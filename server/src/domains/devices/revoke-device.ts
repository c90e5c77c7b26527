import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { devices, type Device } from "@warmline/shared/devices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

export interface RevokeDevice {
  readonly id: string;
  readonly rev: number;
  readonly reason: string;
}

type RevokeRefusal = "not-found" | "out-of-scope" | "changed-meanwhile" | "device-not-paired";

/**
 * Shuts a device out: its next request and its sockets. The inverse is pairing again, with a new
 * code and a new token, as the old one may be in other hands. Refusals, in this order: `not-found`,
 * `out-of-scope`, `changed-meanwhile`, `device-not-paired`.
 */
export async function revokeDevice(
  deps: Deps,
  caller: Caller,
  input: RevokeDevice,
): Promise<Result<Device, RevokeRefusal>> {
  return attempt(async () => {
    const device = await deps.store.get(devices, input.id);
    if (device === null) return refuse("not-found");
    if (!within(caller.actor, { hallId: device.hallId })) return refuse("out-of-scope");
    if (device.rev !== input.rev) return refuse("changed-meanwhile");
    if (device.state !== "paired") return refuse("device-not-paired");
    const next: Device = {
      ...device,
      state: "revoked",
      revokedAt: deps.clock.now(),
      revokedBy: caller.actor.name,
    };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "devices.revoke", subjects: [`devices/${device.id}`], reason: input.reason },
      [replace(devices, device, next)],
    );
    return committed.ok ? ok({ ...next, rev: device.rev + 1 }) : lost;
  });
}
