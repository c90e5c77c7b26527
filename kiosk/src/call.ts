import { makeCall } from "@warmline/shared/client/call.ts";

/** Whoever stands at a kiosk sees within this time that there is no network. */
const WAIT_MS = 8_000;

export const call = makeCall({ waitMs: WAIT_MS });
