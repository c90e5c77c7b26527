import { devicePermissions } from "./permissions.ts";
import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, personName, reason, rev } from "../api/fields.ts";

/** HTTP status of each refusal about kiosks and televisions. */
export const deviceRefusals = {
  "too-many-pairings": 429,
  "pairing-code-unknown": 404,
  "hall-unknown": 422,
  "device-not-paired": 409,
} as const;

const deviceKind = z.enum(["kiosk", "tv"]);
const deviceRow = z.strictObject({
  id,
  rev,
  kind: deviceKind,
  state: z.enum(["pairing", "paired", "revoked"]),
  name: z.string(),
  hallId: id.optional(),
  askedAt: instant,
  pairedAt: instant.optional(),
  pairedBy: z.string().optional(),
  revokedAt: instant.optional(),
  revokedBy: z.string().optional(),
});
export type DeviceRow = z.output<typeof deviceRow>;

const deviceState = z.discriminatedUnion("state", [
  /** No device of this kind, a refused one, or a code that ran out: ask for pairing. */
  z.strictObject({ state: z.enum(["unknown", "expired", "revoked"]) }),
  z.strictObject({
    state: z.literal("pairing"),
    deviceId: id,
    kind: deviceKind,
    code: z.string(),
    expiresAt: instant,
  }),
  z.strictObject({
    state: z.literal("paired"),
    deviceId: id,
    kind: deviceKind,
    name: z.string(),
    hallId: id,
    hallName: z.string(),
    hallNameEn: z.string().optional(),
  }),
]);
export type DeviceSelf = z.output<typeof deviceState>;

export const askPairing = endpoint({
  name: "devices.ask-pairing",
  method: "post",
  key: false,
  path: "/api/devices/pair",
  permit: "public",
  rate: "guess",
  summary: "A kiosk or television asks for a code to show; its token comes as a cookie",
  body: z.strictObject({ kind: deviceKind }),
  answer: z.strictObject({ deviceId: id, code: z.string(), expiresAt: instant }),
  refusals: ["too-many-pairings"],
});

export const deviceSelf = endpoint({
  name: "devices.self",
  method: "get",
  path: "/api/devices/me",
  permit: "public",
  summary: "What a device polls until it is paired",
  /** Which one is meant where a browser holds both. */
  query: z.strictObject({ kind: deviceKind }),
  answer: deviceState,
  refusals: [],
});

export const listDevices = endpoint({
  name: "devices.list",
  method: "get",
  path: "/api/devices",
  permit: devicePermissions.read,
  summary: "Paired and revoked devices within one's scope",
  answer: z.array(deviceRow),
  refusals: [],
});

export const approveDevice = endpoint({
  name: "devices.approve",
  method: "post",
  path: "/api/devices/approve",
  permit: devicePermissions.pair,
  rate: "guess",
  summary: "Pairs the device that shows the code with a hall",
  body: z.strictObject({
    code: line(12).toUpperCase(),
    name: personName,
    hallId: id,
  }),
  answer: deviceRow,
  refusals: ["hall-unknown", "pairing-code-unknown"],
});

export const revokeDevice = endpoint({
  name: "devices.revoke",
  method: "post",
  path: "/api/devices/:id/revoke",
  permit: devicePermissions.pair,
  summary: "Shuts a device out at once; it may ask to be paired again",
  params: z.strictObject({ id }),
  body: z.strictObject({ rev, reason }),
  answer: deviceRow,
  refusals: ["not-found", "device-not-paired"],
});
