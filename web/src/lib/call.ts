import { makeCall, mayBeDone, type Answer, type Refused } from "@warmline/shared/client/call.ts";
import { newKey } from "@warmline/shared/client/key.ts";

let signedOut: () => void = () => undefined;

/** Sets what happens when the server no longer knows this session, whichever call found out. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

/** Calls a declared endpoint as whoever is signed in. */
export const call = makeCall({ signedOut: () => signedOut() });

export { newKey, mayBeDone, type Answer, type Refused };
