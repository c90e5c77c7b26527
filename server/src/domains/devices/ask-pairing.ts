import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { devices, pairingCodes, type Device } from "@warmline/shared/devices/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashToken, newPairingCode, newToken } from "../../platform/secrets.ts";

export const PAIRING_MS = 10 * 60_000;

export interface Pairing {
  readonly deviceId: string;
  readonly code: string;
  readonly expiresAt: Instant;
  readonly token: string;
}

/**
 * A kiosk or television asks for a code to show. Each asking is a new device with a new token, so
 * that what was revoked stays revoked, whoever may have copied its cookie.
 */
export async function askPairing(
  deps: Deps,
  caller: Caller,
  kind: Device["kind"],
): Promise<Result<Pairing, "changed-meanwhile">> {
  const token = newToken();
  return attempt(async () => {
    const code = newPairingCode();
    const now = deps.clock.now();
    const claim = await deps.store.get(pairingCodes, code);
    if (claim?.deviceId && claim.expiresAt > now) return lost;
    const codeUntil = now + PAIRING_MS;
    const device: Device = {
      id: deps.ids.next(),
      rev: 1,
      kind,
      state: "pairing",
      name: "",
      tokenHash: hashToken(token),
      askedAt: now,
      code,
      codeUntil,
    };
    const claimed = { id: code, deviceId: device.id, expiresAt: codeUntil };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "devices.ask-pairing", subjects: [`devices/${device.id}`] },
      [
        insert(devices, device),
        claim === null ? insert(pairingCodes, claimed) : replace(pairingCodes, claim, claimed),
      ],
    );
    return committed.ok ? ok({ deviceId: device.id, code, expiresAt: codeUntil, token }) : lost;
  });
}
