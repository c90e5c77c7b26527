import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import type { AuditRecord } from "@warmline/shared/staff/model.ts";
import * as auditWire from "@warmline/shared/audit/api.ts";
import * as deviceWire from "@warmline/shared/devices/api.ts";
import * as wire from "@warmline/shared/staff/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { serve, WithCookie, type Cookie, type Route } from "../../platform/http/serve.ts";
import { approveDevice } from "../devices/approve-device.ts";
import { askPairing } from "../devices/ask-pairing.ts";
import { auditPage } from "../audit/audit-page.ts";
import { nameSubjects } from "../audit/audit-subjects.ts";
import { changePassword } from "./change-password.ts";
import { changeStaff } from "./change-staff.ts";
import { createStaff, type WithOneTimePassword } from "./create-staff.ts";
import { endSessions } from "./end-sessions.ts";
import { deviceRow, deviceSelf, listDevices } from "../devices/list-devices.ts";
import { listSessions, listStaff } from "./list-staff.ts";
import { resetPassword } from "./reset-password.ts";
import { revokeDevice } from "../devices/revoke-device.ts";
import { hashToken } from "./secrets.ts";
import { deactivateStaff, reactivateStaff } from "./set-active.ts";
import { SESSION_HOURS_MAX, signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { meOf, staffRow } from "./staff-row.ts";
import { unlockStaff } from "./unlock-staff.ts";
import { whoAmI } from "./who-am-i.ts";

/** A device stays paired until it is revoked; browsers keep a cookie for 400 days at most. */
const DEVICE_COOKIE_SECONDS = 400 * 86_400;

export function staffRoutes(deps: Deps): Route[] {
  return [...authRoutes(deps), ...memberRoutes(deps), ...deviceRoutes(deps), ...auditRoutes(deps)];
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

function deviceRoutes(deps: Deps): Route[] {
  return [
    serve(deviceWire.askPairing, async (call) =>
      mapOk(await askPairing(deps, call, call.body.kind), ({ token, ...shown }) => {
        const maxAgeSeconds = DEVICE_COOKIE_SECONDS;
        const name = COOKIES[call.body.kind];
        return new WithCookie(shown, { name, value: token, maxAgeSeconds });
      }),
    ),
    serve(deviceWire.deviceSelf, async ({ query: { kind }, tokens }) =>
      ok(await deviceSelf(deps, kind, tokens[kind])),
    ),
    serve(deviceWire.listDevices, async ({ actor }) =>
      ok((await listDevices(deps, actor)).map(deviceRow)),
    ),
    serve(deviceWire.approveDevice, async (call) =>
      mapOk(await approveDevice(deps, call, call.body), deviceRow),
    ),
    serve(deviceWire.revokeDevice, async (call) =>
      mapOk(await revokeDevice(deps, call, { ...call.params, ...call.body }), deviceRow),
    ),
  ];
}

/** So many subjects of an act are shown; a bulk act has hundreds. */
const SUBJECTS_SHOWN = 3;

function auditRoutes(deps: Deps): Route[] {
  return [
    serve(auditWire.auditPage, async ({ actor, language, query }) => {
      const page = await auditPage(deps, actor, query);
      if (!page.ok) return page;
      const rows = page.value.rows.map(auditRow);
      const subjects = rows.flatMap((row) => row.subjects);
      const names = await nameSubjects(deps, actor, language, subjects);
      return ok({ rows, next: page.value.next, names });
    }),
  ];
}

function auditRow(record: AuditRecord): auditWire.AuditRow {
  const { id, at, command, actorKind, actorId, actorName, origin, reason } = record;
  const subjects = record.subjects.slice(0, SUBJECTS_SHOWN);
  const who = { actorKind, actorId, actorName, origin };
  const act = { id, at, command, ...who, subjects, subjectCount: record.subjects.length };
  return reason === undefined ? act : { ...act, reason };
}
