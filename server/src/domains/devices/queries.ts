import { orgNodes } from "@warmline/shared/households/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { devices, type Device } from "@warmline/shared/devices/model.ts";
import type { DeviceRow, DeviceSelf } from "@warmline/shared/devices/api.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { hashToken } from "../../platform/secrets.ts";

/** Paired and revoked devices, newest first, of the actor's hall or of all. */
export async function listDevices({ store }: Deps, actor: Actor): Promise<DeviceRow[]> {
  const found = await findAll({ store }, devices, {
    index: "byState",
    where: { state: ["paired", "revoked"] },
    order: "descending",
  });
  return found.filter(({ hallId }) => within(actor, { hallId })).map(deviceRow);
}

/** What a device polls: whether it is still pairing, and where it belongs once it is paired. */
export async function deviceSelf(
  { store, clock }: Deps,
  kind: Device["kind"],
  token: string | undefined,
): Promise<DeviceSelf> {
  const where = { tokenHash: hashToken(token ?? "") };
  const [device] = await store.find(devices, { index: "token", where, limit: 1 });
  if (device?.kind !== kind) return { state: "unknown" };
  const { id: deviceId, state, name, hallId } = device;
  if (state === "revoked") return { state: "revoked" };
  if (state === "pairing") {
    const { code = "", codeUntil = EPOCH } = device;
    if (codeUntil <= clock.now()) return { state: "expired" };
    return { state, deviceId, kind, code, expiresAt: codeUntil };
  }
  const hall = hallId === undefined ? null : await store.get(orgNodes, hallId);
  if (hall === null) return { state: "unknown" };
  const { id, name: hallName, nameEn } = hall;
  const english = nameEn === undefined ? {} : { hallNameEn: nameEn };
  return { state, deviceId, kind, name, hallId: id, hallName, ...english };
}

/** A device without its token's hash. */
export function deviceRow(device: Device): DeviceRow {
  const { id, rev, kind, state, name, hallId, askedAt } = device;
  const { pairedAt, pairedBy, revokedAt, revokedBy } = device;
  const known = { hallId, pairedAt, pairedBy, revokedAt, revokedBy };
  const present = Object.entries(known).filter(([, value]) => value !== undefined);
  return { id, rev, kind, state, name, askedAt, ...Object.fromEntries(present) };
}
