import { SLIP_CODE, SLIP_ID_LENGTH, slipPath, typedCode } from "@warmline/shared/dunning/slip.ts";
import type { Config } from "../../config.ts";
import { codeOver, newSlipId, sameSecret } from "../../platform/secrets.ts";

type Settings = Pick<Config, "SLIP_SECRET" | "PUBLIC_URL">;

/** The id of a slip that is to be issued; null: no secret is set, so nothing could be signed. */
export function newSlip({ SLIP_SECRET }: Settings): string | null {
  return SLIP_SECRET === undefined ? null : newSlipId(SLIP_ID_LENGTH);
}

/** 校验码: the id, signed by the newest secret. */
export function slipCode({ SLIP_SECRET: [secret = ""] = [] }: Settings, id: string): string {
  return id + signature(secret, id);
}

function signature(secret: string, id: string): string {
  return codeOver(secret, `slip/${id}`, 20 - SLIP_ID_LENGTH);
}

/** The id of a code that we signed, by the newest secret or one before it; null: we did not. */
export function slipIdOf({ SLIP_SECRET: secrets = [] }: Settings, typed: string): string | null {
  const code = typedCode(typed);
  if (!SLIP_CODE.test(code)) return null;
  const [id, told] = [code.slice(0, SLIP_ID_LENGTH), code.slice(SLIP_ID_LENGTH)];
  return secrets.some((secret) => sameSecret(signature(secret, id), told)) ? id : null;
}

/** Null: no public address is set. */
export function slipLink({ PUBLIC_URL }: Settings, code: string): string | null {
  return PUBLIC_URL === undefined ? null : new URL(slipPath(code), PUBLIC_URL).href;
}
