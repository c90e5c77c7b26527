import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { devices, pairingCodes, type Device } from "@warmline/shared/devices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

export interface ApproveDevice {
  readonly code: string;
  readonly name: string;
  readonly hallId: string;
}

type ApproveRefusal =
  | "out-of-scope"
  | "hall-unknown"
  | "pairing-code-unknown"
  | "changed-meanwhile";

/**
 * Pairs the device that shows `code` with a hall. The code is good for ten minutes and once.
 * Refusals, in this order: `out-of-scope` (another hall than one's own), `hall-unknown`,
 * `pairing-code-unknown`.
 */
export async function approveDevice(
  deps: Deps,
  caller: Caller,
  input: ApproveDevice,
): Promise<Result<Device, ApproveRefusal>> {
  const { hallId, name } = input;
  if (!within(caller.actor, { hallId })) return refuse("out-of-scope");
  const hall = await deps.store.get(orgNodes, hallId);
  if (hall?.kind !== "hall") return refuse("hall-unknown");
  return attempt(async () => {
    const now = deps.clock.now();
    const claim = await deps.store.get(pairingCodes, input.code);
    if (!claim?.deviceId || claim.expiresAt <= now) return refuse("pairing-code-unknown");
    const device = await deps.store.get(devices, claim.deviceId);
    if (device?.state !== "pairing") return refuse("pairing-code-unknown");
    const { code: _, codeUntil: __, ...rest } = device;
    const next: Device = {
      ...rest,
      state: "paired",
      name,
      hallId,
      pairedAt: now,
      pairedBy: caller.actor.name,
    };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "devices.approve", subjects: [`devices/${device.id}`, `orgNodes/${hallId}`] },
      [replace(devices, device, next), replace(pairingCodes, claim, { ...claim, deviceId: null })],
    );
    return committed.ok ? ok({ ...next, rev: device.rev + 1 }) : lost;
  });
}
