import {
  formatMessage,
  formatNamed,
  refusalMessage,
  type Language,
} from "@warmline/shared/messages/index.ts";
import type { RefusalBody } from "@warmline/shared/api/endpoint.ts";
import type { Refusal } from "@warmline/shared/kernel/result.ts";
import { issuesText } from "./issue-text.ts";

/** Refusals that belong to no domain. */
export const platformRefusals = {
  "bad-input": 400,
  "bad-json": 400,
  "bad-body": 400,
  "bad-request": 400,
  "event-id-missing": 400,
  "key-missing": 400,
  "not-signed-in": 401,
  forbidden: 403,
  "out-of-scope": 403,
  "wrong-origin": 403,
  "wrong-signature": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "request-too-slow": 408,
  "another-person": 409,
  "changed-meanwhile": 409,
  "key-reused": 409,
  "too-large": 413,
  "wrong-content-type": 415,
  "too-many-requests": 429,
  "headers-too-large": 431,
  internal: 500,
  unavailable: 503,
  busy: 503,
  "outcome-unknown": 504,
} as const;

export type PlatformCode = keyof typeof platformRefusals;

export type RefusalStatuses = Readonly<Record<string, number>>;

export interface RefusalAnswer {
  readonly status: number;
  readonly body: RefusalBody;
}

/** The one place where a domain's code becomes an HTTP status and a sentence. */
export function makeRefusals(domains: readonly RefusalStatuses[]) {
  const statuses: RefusalStatuses = Object.assign({}, ...domains, platformRefusals);
  return function answer(
    refusal: Refusal,
    language: Language,
    issues?: RefusalBody["issues"],
  ): RefusalAnswer {
    const where = issuesText(language, issues ?? []);
    const change = changeText(language, refusal.detail);
    const told = refusalMessage(language, refusal.code, { where, change, ...refusal.detail });
    return {
      status: statuses[refusal.code] ?? 422,
      body: {
        code: refusal.code,
        message: ofHousehold(language, told, refusal.detail),
        ...(issues === undefined ? {} : { issues }),
        ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
      },
    };
  };
}

export type AnswerRefusal = ReturnType<typeof makeRefusals>;

/** Who changed it, and what they did, where that is known (last-change.ts). */
function changeText(language: Language, { by, command }: NonNullable<Refusal["detail"]> = {}) {
  if (by === undefined || command === undefined) return "";
  const what = formatNamed(language, `console.command.${command}`) ?? command;
  return formatMessage(language, "change.by", { by, what });
}

/** Of several households that were asked about at once: which of them it is. */
function ofHousehold(
  language: Language,
  message: string,
  { household }: NonNullable<Refusal["detail"]> = {},
): string {
  if (household === undefined) return message;
  return formatMessage(language, "refused.household", { household, message });
}
