import type { NoticeAbout } from "@warmline/shared/notices/model.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { formatInstant, formatSpan } from "@warmline/shared/kernel/time.ts";
import { formatMessage, type Language } from "@warmline/shared/messages/index.ts";

/** 通知模板: what a notice says, in either language. */
export function textOf(about: NoticeAbout, language: Language): string {
  switch (about.kind) {
    case "case-accepted":
    case "case-resolved":
    case "case-reopened":
      return formatMessage(language, `notices.text.${about.kind}`, ofCase(about, language));
    case "case-extended":
      return formatMessage(language, "notices.text.case-extended", {
        ...ofCase(about, language),
        time: formatInstant(about.dueAt),
      });
    case "visit-agreed":
    case "visit-moved":
    case "visit-cancelled":
      return formatMessage(language, `notices.text.${about.kind}`, {
        ...ofCase(about, language),
        time: formatSpan(about.from, about.to),
      });
    case "outage": {
      const incident = formatMessage(language, `incidents.kind.${about.incident}`);
      const { place, returnAt } = about;
      if (returnAt === null) {
        return formatMessage(language, "notices.text.outage-open", { place, incident });
      }
      const time = formatInstant(returnAt);
      return formatMessage(language, "notices.text.outage", { place, incident, time });
    }
    case "restored":
      return formatMessage(language, "notices.text.restored", { place: about.place });
    case "bill":
      return formatMessage(language, "notices.text.bill", {
        season: about.season,
        amount: `¥${formatYuan(about.amountFen)}`,
      });
    case "payment":
      return formatMessage(language, "notices.text.payment", {
        amount: `¥${formatYuan(about.amountFen)}`,
        receipt: about.receipt,
      });
    case "ticket-near":
      return formatMessage(language, "notices.text.ticket-near", {
        ...ofTicket(about, language),
        ahead: about.ahead,
      });
    case "ticket-called":
      return formatMessage(language, "notices.text.ticket-called", {
        ...ofTicket(about, language),
        counter: about.counter,
      });
    case "dunning":
      return about.text[language];
  }
}

function ofTicket(
  { label: number, hall, hallEn }: Extract<NoticeAbout, { readonly ticketId: string }>,
  language: Language,
) {
  return { number, hall: language === "en" ? hallEn : hall };
}

function ofCase(
  { category, number }: Extract<NoticeAbout, { readonly caseId: string }>,
  language: Language,
) {
  return { category: formatMessage(language, `cases.category.${category}`), number };
}
