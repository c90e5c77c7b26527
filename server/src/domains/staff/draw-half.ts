import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  drawnHalves,
  halfOf,
  HALVES,
  joinHalves,
  type Half,
  type PasswordHandover,
} from "@warmline/shared/staff/handover.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { newOneTimePassword } from "../../platform/secrets.ts";
import { hashPassword, oneTimeUntil, withHandover } from "./passwords.ts";

interface OnePerson {
  readonly id: string;
}

interface Drawing {
  readonly member: StaffMember;
  readonly secret: string;
  /** Of the whole, where the other half is kept; else there is no password yet. */
  readonly passwordHash: string | undefined;
}

export interface DrawnHalf {
  readonly half: Half;
  readonly secret: string;
  readonly voidsOther: boolean;
}

/**
 * 领取密码: whoever asked and whoever approved are each shown their half, once. With the second one the
 * password holds, and only its hash is kept. Drawn anew by somebody whom the answer did not reach,
 * it begins anew: what the other one was shown opens nothing any more. Refusals, in this order:
 * `password-shown-once`, `not-found`, `handover-over` (none, too old, or the person has chosen a
 * password of their own), `not-your-half`.
 */
export const drawHalf = command({
  name: "staff.draw-half",
  scope: "city",
  shownOnce: "password-shown-once",
  async load(reads, { id }: OnePerson, { actor }): Promise<Result<Drawing, DrawCode>> {
    const member = await reads.get(staff, id);
    if (member === null) return refuse("not-found");
    const secret = newOneTimePassword();
    const whole = wholeOf(member.handover, actor.id, secret);
    const passwordHash = whole === undefined ? undefined : await hashPassword(whole);
    return ok({ member, secret, passwordHash });
  },
  decide({ member, secret, passwordHash }, _, { at, actor }) {
    const { handover } = member;
    if (handover === undefined || at >= handover.expiresAt) return refuse("handover-over");
    const half = halfOf(handover, actor.id);
    if (half === undefined) return refuse("not-your-half");
    const { kept: __, ...open } = handover;
    const next =
      passwordHash === undefined
        ? withHandover(member, { ...open, kept: { half, secret } })
        : { ...member, passwordHash, oneTimeUntil: oneTimeUntil(at), handover: open };
    const voidsOther = drawnHalves(member).length === HALVES.length;
    return ok({
      value: { half, secret, voidsOther } satisfies DrawnHalf,
      writes: [replace(staff, member, next)],
      subjects: [`staff/${member.id}`],
    });
  },
});
type DrawCode = "password-shown-once" | "not-found" | "handover-over" | "not-your-half";

/** The password, where the other half was drawn before this one. */
function wholeOf(
  handover: PasswordHandover | undefined,
  actorId: string,
  secret: string,
): string | undefined {
  const kept = handover?.kept;
  const half = handover && halfOf(handover, actorId);
  if (kept === undefined || half === undefined || kept.half === half) return undefined;
  return joinHalves({ first: secret, second: secret, [kept.half]: kept.secret });
}
