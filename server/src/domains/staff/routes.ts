import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/staff/api.ts";
import * as rights from "@warmline/shared/staff/rights-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { networkOf } from "../../platform/http/rate.ts";
import { handle, serve, WithCookie, type Cookie, type Route } from "../../platform/http/serve.ts";
import { hashToken } from "../../platform/secrets.ts";
import { askedFor } from "../requests/index.ts";
import { createStaff } from "./create-staff.ts";
import { drawHalf } from "./draw-half.ts";
import {
  changeStaff,
  deactivateStaff,
  reactivateStaff,
  unlockStaff,
  type ChangedMember,
} from "./member-commands.ts";
import { changePassword, resetPassword } from "./password-commands.ts";
import { getMember, listSessions, listStaff, whoAmI } from "./queries.ts";
import { meOf, sessionRow, staffRow } from "./rows.ts";
import { askRights, granting } from "./rights-request.ts";
import { endSessions, signIn, signOut } from "./session-commands.ts";
import { SESSION_HOURS_MAX } from "./sessions.ts";

/** As long as browsers keep a cookie at all. */
const BROWSER_COOKIE_SECONDS = 400 * 86_400;

export function staffRoutes(deps: Deps): Route[] {
  return [...ownRoutes(deps), ...memberRoutes(deps), ...rightsRoutes(deps)];
}

function sessionCookie(value: string): Cookie {
  const maxAgeSeconds = value === "" ? null : SESSION_HOURS_MAX * 3_600;
  return { name: COOKIES.staff, value, maxAgeSeconds };
}

function ownRoutes(deps: Deps): Route[] {
  return [
    handle(deps, api.signIn, signIn, {
      input: ({ body, address, tokens }) => ({
        ...body,
        address: networkOf(address),
        browserToken: tokens.browser,
      }),
      answer: ({ member, token, browserToken }, { language }) =>
        new WithCookie(meOf(member, language), [
          sessionCookie(token),
          { name: COOKIES.browser, value: browserToken, maxAgeSeconds: BROWSER_COOKIE_SECONDS },
        ]),
    }),
    handle(deps, api.signOut, signOut, {
      input: ({ tokens }) => ({ token: tokens.staff }),
      answer: (done) => new WithCookie(done, sessionCookie("")),
    }),
    serve(api.whoAmI, (call) => whoAmI(deps, call)),
    handle(deps, api.changePassword, changePassword, {
      input: ({ body, tokens }) => ({ ...body, token: tokens.staff }),
    }),
  ];
}

function memberRoutes(deps: Deps): Route[] {
  const changed = {
    read: async ({ id }: ChangedMember) => mapOk(await getMember(deps, id), staffRow),
  };
  return [
    serve(api.listStaff, async ({ actor, query: { active } }) => {
      const wanted = active === undefined ? undefined : active === "true";
      return ok((await listStaff(deps, actor, wanted)).map(staffRow));
    }),
    handle(deps, api.createStaff, createStaff),
    handle(deps, api.changeStaff, changeStaff, changed),
    handle(deps, api.deactivateStaff, deactivateStaff, changed),
    handle(deps, api.reactivateStaff, reactivateStaff, changed),
    handle(deps, api.resetPassword, resetPassword),
    handle(deps, api.unlockStaff, unlockStaff, changed),
    serve(api.listSessions, async ({ actor, params, tokens }) => {
      const own = tokens.staff === undefined ? "" : hashToken(tokens.staff);
      return mapOk(await listSessions(deps, actor, params.id), (found) =>
        found.map((session) => sessionRow(session, own)),
      );
    }),
    handle(deps, api.endSessions, endSessions),
  ];
}

/** What takes two administrators. */
function rightsRoutes(deps: Deps): Route[] {
  return [
    handle(deps, rights.askRights, askRights, {
      input: ({ body }) => body,
      read: ({ id }, { actor }) => askedFor(deps, actor, granting, id),
    }),
    handle(deps, rights.drawHalf, drawHalf),
  ];
}
