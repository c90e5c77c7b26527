import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as wire from "@warmline/shared/staff/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { serve, WithCookie, type Cookie, type Route } from "../../platform/http/serve.ts";
import { changePassword } from "./change-password.ts";
import { changeStaff } from "./change-staff.ts";
import { createStaff, type WithOneTimePassword } from "./create-staff.ts";
import { endSessions } from "./end-sessions.ts";
import { listSessions, listStaff } from "./list-staff.ts";
import { resetPassword } from "./reset-password.ts";
import { hashToken } from "../../platform/secrets.ts";
import { deactivateStaff, reactivateStaff } from "./set-active.ts";
import { SESSION_HOURS_MAX, signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { meOf, staffRow } from "./staff-row.ts";
import { unlockStaff } from "./unlock-staff.ts";
import { whoAmI } from "./who-am-i.ts";

export function staffRoutes(deps: Deps): Route[] {
  return [...authRoutes(deps), ...memberRoutes(deps)];
}

function sessionCookie(value: string): Cookie {
  const maxAgeSeconds = value === "" ? null : SESSION_HOURS_MAX * 3_600;
  return { name: COOKIES.staff, value, maxAgeSeconds };
}

function authRoutes(deps: Deps): Route[] {
  return [
    serve(wire.signIn, async (call) =>
      mapOk(
        await signIn(deps, call, call.body),
        ({ member, token }) => new WithCookie(meOf(member, call.language), sessionCookie(token)),
      ),
    ),
    serve(wire.signOut, async (call) =>
      mapOk(
        await signOut(deps, call, call.tokens.staff),
        (done) => new WithCookie(done, sessionCookie("")),
      ),
    ),
    serve(wire.whoAmI, (call) => whoAmI(deps, call)),
    serve(wire.changePassword, (call) =>
      changePassword(deps, call, { ...call.body, token: call.tokens.staff }),
    ),
  ];
}

function memberRoutes(deps: Deps): Route[] {
  const shown = ({ member, oneTimePassword }: WithOneTimePassword) => ({
    staff: staffRow(member),
    oneTimePassword,
  });
  return [
    serve(wire.listStaff, async ({ actor, query: { active } }) => {
      const wanted = active === undefined ? undefined : active === "true";
      return ok((await listStaff(deps, actor, wanted)).map(staffRow));
    }),
    serve(wire.createStaff, async (call) => mapOk(await createStaff(deps, call, call.body), shown)),
    serve(wire.changeStaff, async (call) =>
      mapOk(await changeStaff(deps, call, { ...call.params, ...call.body }), staffRow),
    ),
    serve(wire.deactivateStaff, async (call) =>
      mapOk(await deactivateStaff(deps, call, { ...call.params, ...call.body }), staffRow),
    ),
    serve(wire.reactivateStaff, async (call) =>
      mapOk(await reactivateStaff(deps, call, { ...call.params, ...call.body }), staffRow),
    ),
    serve(wire.resetPassword, async (call) =>
      mapOk(await resetPassword(deps, call, { ...call.params, ...call.body }), shown),
    ),
    serve(wire.unlockStaff, async (call) =>
      mapOk(await unlockStaff(deps, call, { ...call.params, ...call.body }), staffRow),
    ),
    serve(wire.listSessions, async ({ actor, params, tokens }) => {
      const own = tokens.staff === undefined ? "" : hashToken(tokens.staff);
      return mapOk(await listSessions(deps, actor, params.id), (found) =>
        found.map(({ id, startedAt, expiresAt, endedAt, endedBy, origin }) => {
          const ended = endedAt === undefined ? {} : { endedAt, endedBy };
          return { id, startedAt, expiresAt, ...ended, origin, current: id === own };
        }),
      );
    }),
    serve(wire.endSessions, (call) =>
      endSessions(deps, call, { staffId: call.params.id, ...call.body }),
    ),
  ];
}
