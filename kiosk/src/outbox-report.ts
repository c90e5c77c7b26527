import type { Answer, Refused } from "@warmline/shared/client/call.ts";
import type { KioskReportBody } from "@warmline/shared/kiosk/api.ts";
import { refusalMessage } from "@warmline/shared/messages/index.ts";
import { tForStaff } from "./messages.svelte.ts";

/** A key used for other content: the report has come in already, with or without its proof. */
const RECEIVED = new Set(["key-reused", "source-reused"]);

/** Refusals of the kiosk or of the moment: no other report fares better now. */
const UNREACHED = new Set([
  "offline",
  "unavailable",
  "outcome-unknown",
  "too-many-requests",
  "not-signed-in",
  "forbidden",
]);

/** Refusals after which the very same report may be taken in later, and another one now. */
const LATER = new Set(["internal", "busy"]);

/** How a report stands after an answer; `refused` is for its content. */
export function standing(answer: Answer<unknown>): "received" | "refused" | "later" | "unreached" {
  if (answer.ok || RECEIVED.has(answer.code)) return "received";
  if (UNREACHED.has(answer.code)) return "unreached";
  return LATER.has(answer.code) ? "later" : "refused";
}

export function withoutGrant({ grant: _, visit: __, ...body }: KioskReportBody): KioskReportBody {
  return body;
}

/** Without the proof, which has run out, and with the phone as it was typed. */
export function unproven(report: KioskReportBody): KioskReportBody {
  const { phone, ...body } = withoutGrant(report);
  const reach = phone === undefined ? "" : `\n${tForStaff("kiosk.review-phone")}：${phone}`;
  const place = body.place ?? tForStaff("kiosk.where-none");
  return { ...body, place, description: `${body.description}${reach}` };
}

/** For people to read, with the reason why no rule took it. */
export function asWritten(report: KioskReportBody, { code, detail }: Refused) {
  const { category, severe, description, place, name, phone } = report;
  const lines = [
    refusalMessage("zh", code, detail),
    `${tForStaff("kiosk.review-what")}：${tForStaff(`kiosk.case-${category}`)}`,
    `${tForStaff("kiosk.review-description")}：${description}`,
    ...(place === undefined ? [] : [`${tForStaff("kiosk.review-where")}：${place}`]),
    ...(phone === undefined ? [] : [`${tForStaff("kiosk.review-phone")}：${phone}`]),
    ...(name === undefined ? [] : [name]),
  ];
  return { category, severe, said: lines.join("\n") };
}
