import { households } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  noticePreferences,
  notices,
  type Notice,
  type NoticePreference,
  type NoticeTopic,
} from "@warmline/shared/notices/model.ts";
import { notToldByPhone, sendAgain, toldByPhone } from "@warmline/shared/notices/rules.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { command, type Moment } from "../../platform/commands/command.ts";

interface OfNotice {
  readonly id: string;
  readonly rev?: number | undefined;
}

interface Declared<C extends string> {
  readonly name: string;
  readonly rule: (notice: Notice, moment: Moment) => Result<Body<Notice>, C>;
}

/** What a person does about a notice. Refusals: `not-found`, `out-of-scope`, those of the rule. */
function noticeCommand<C extends string>({ name, rule }: Declared<C>) {
  return command({
    name,
    async load({ get }, { id }: OfNotice): Promise<Result<Notice, "not-found" | C>> {
      const notice = await get(notices, id);
      return notice === null ? refuse("not-found") : ok(notice);
    },
    scope: ({ branchId }) => ({ branchId }),
    seen: ({ id, rev: now }, { rev: seen }) => ({ seen, now, subject: `${notices.name}/${id}` }),
    decide: (notice, _, moment) =>
      mapOk(rule(notice, moment), (next) => ({
        value: { done: true as const },
        writes: [replace(notices, notice, next)],
        subjects: [`${notices.name}/${notice.id}`],
      })),
  });
}

/** 重发. Refusals of its own: `notice-not-failed`, `notice-expired`. */
export const resendNotice = noticeCommand({
  name: "notices.resend",
  rule: (notice, { at }) => sendAgain(notice, at),
});

/** 已电话告知. Refusal of its own: `notice-not-failed`. */
export const tellByPhone = noticeCommand({
  name: "notices.tell",
  rule: (notice, { at, actor }) => toldByPhone(notice, actor.name, at),
});

/** Its inverse. Refusal of its own: `notice-not-told`. */
export const untellByPhone = noticeCommand({
  name: "notices.untell",
  rule: (notice, { at }) => notToldByPhone(notice, at),
});

interface Preferring {
  readonly id: string;
  readonly sms: readonly NoticeTopic[];
  readonly rev?: number | undefined;
}

interface Preferred {
  readonly household: Household;
  readonly before: NoticePreference | null;
}

/** 通知偏好. Refusals: `not-found`, `out-of-scope`, `changed-meanwhile`. */
export const preferNotices = command({
  name: "notices.prefer",
  async load({ get }, { id }: Preferring): Promise<Result<Preferred, "not-found">> {
    const household = await get(households, id);
    if (household === null) return refuse("not-found");
    return ok({ household, before: await get(noticePreferences, id) });
  },
  scope: ({ household: { place } }) => place,
  seen: ({ household: { id }, before }, { rev: seen }) => ({
    seen,
    now: before?.rev ?? 0,
    subject: `${noticePreferences.name}/${id}`,
  }),
  decide({ household: { id }, before }, { sms }) {
    const next = { id, sms: [...new Set(sms)] };
    return ok({
      value: { rev: (before?.rev ?? 0) + 1 },
      writes: [put(noticePreferences, before, next)],
      subjects: [`households/${id}`],
    });
  },
});
