import {
  devices,
  pairingCodes,
  type Device,
  type PairingCode,
} from "@warmline/shared/devices/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { insert, put, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { newPairingCode } from "../../platform/secrets.ts";
import { deviceRow } from "./queries.ts";

export const PAIRING_MS = 10 * 60_000;
/** Many times what all halls open on a morning; nobody is signed in who asks. */
export const PAIRINGS_OPEN_MAX = 100;

interface AskPairing {
  readonly kind: Device["kind"];
  /** Of a new token, which the device gets as a cookie and nobody keeps. */
  readonly tokenHash: string;
}

/**
 * A kiosk or television asks for a code to show. Each asking is a new device with a new token, so
 * that what was revoked stays revoked, whoever may have copied its cookie. Refusal:
 * `too-many-pairings` (that many codes are shown and not used at this moment).
 */
export const askPairing = command({
  name: "devices.ask-pairing",
  async load(reads, _: AskPairing, { at }): Promise<Result<FreeCode, "too-many-pairings">> {
    const open = await reads.find(devices, {
      index: "byState",
      where: { state: "pairing" },
      from: at - PAIRING_MS,
      limit: PAIRINGS_OPEN_MAX,
    });
    if (open.length === PAIRINGS_OPEN_MAX) return refuse("too-many-pairings");
    return ok(await freeCode(reads, at));
  },
  scope: "anywhere",
  decide({ code, claim }, { kind, tokenHash }, { at, nextId }) {
    const id = nextId();
    const codeUntil = later(at, PAIRING_MS);
    const asking = { id, kind, state: "pairing", name: "", tokenHash, askedAt: at } as const;
    const claimed = { id: code, deviceId: id, expiresAt: codeUntil };
    return ok({
      value: { deviceId: id, code, expiresAt: codeUntil },
      writes: [insert(devices, { ...asking, code, codeUntil }), put(pairingCodes, claim, claimed)],
      subjects: [`${devices.name}/${id}`],
    });
  },
});

interface FreeCode {
  readonly code: string;
  readonly claim: PairingCode | null;
}

/** A code that nobody else shows at this moment; of two that draw the same one, one draws again. */
async function freeCode(reads: Reads, at: Instant): Promise<FreeCode> {
  for (;;) {
    const code = newPairingCode();
    const claim = await reads.get(pairingCodes, code);
    if (!claim?.deviceId || claim.expiresAt <= at) return { code, claim };
  }
}

interface ApproveDevice {
  readonly code: string;
  readonly name: string;
  readonly hallId: string;
}

/**
 * Pairs the device that shows `code` with a hall. The code is good for ten minutes and once.
 * Refusals, in this order: `out-of-scope` (another hall than one's own), `hall-unknown`,
 * `pairing-code-unknown`.
 */
export const approveDevice = command({
  name: "devices.approve",
  async load(reads, { code, hallId }: ApproveDevice) {
    const [hall, claim] = await Promise.all([
      reads.get(orgNodes, hallId),
      reads.get(pairingCodes, code),
    ]);
    const device = claim?.deviceId ? await reads.get(devices, claim.deviceId) : null;
    return ok({ hall, claim, device });
  },
  scope: (_, { hallId }) => ({ hallId }),
  decide({ hall, claim, device }, { name, hallId }, { at, actor }) {
    if (hall?.kind !== "hall") return refuse("hall-unknown");
    if (!claim?.deviceId || claim.expiresAt <= at) return refuse("pairing-code-unknown");
    if (device?.state !== "pairing") return refuse("pairing-code-unknown");
    const { code: _code, codeUntil: _until, ...rest } = device;
    const pairing = { name, hallId, pairedAt: at, pairedBy: actor.name };
    const next: Device = { ...rest, ...pairing, state: "paired" };
    return ok({
      value: deviceRow({ ...next, rev: device.rev + 1 }),
      writes: [
        replace(devices, device, next),
        replace(pairingCodes, claim, { ...claim, deviceId: null }),
      ],
      subjects: [`${devices.name}/${device.id}`, `${orgNodes.name}/${hallId}`],
    });
  },
});

interface RevokeDevice {
  readonly id: string;
  readonly rev: number;
  readonly reason: string;
}

/**
 * Shuts a device out: its next request and its sockets. The inverse is pairing again, with a new
 * code and a new token, as the old one may be in other hands. Refusals, in this order: `not-found`,
 * `out-of-scope`, `changed-meanwhile`, `device-not-paired`.
 */
export const revokeDevice = command({
  name: "devices.revoke",
  async load(reads, { id }: RevokeDevice): Promise<Result<Device, RevokeCode>> {
    const device = await reads.get(devices, id);
    return device === null ? refuse("not-found") : ok(device);
  },
  scope: ({ hallId }) => ({ hallId }),
  seen: (device, { rev }) => ({
    seen: rev,
    now: device.rev,
    subject: `${devices.name}/${device.id}`,
  }),
  decide(device, { reason }, { at, actor }) {
    if (device.state !== "paired") return refuse("device-not-paired");
    const revoking = { revokedAt: at, revokedBy: actor.name };
    const next: Device = { ...device, ...revoking, state: "revoked" };
    return ok({
      value: deviceRow({ ...next, rev: device.rev + 1 }),
      writes: [replace(devices, device, next)],
      subjects: [`${devices.name}/${device.id}`],
      reason,
    });
  },
});
type RevokeCode = "not-found" | "device-not-paired";
