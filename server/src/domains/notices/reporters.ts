import { residentPhone } from "@warmline/shared/cases/matching.ts";
import { reports, type Case, type Report } from "@warmline/shared/cases/model.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { takesSms } from "@warmline/shared/sms/rules.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { missingFor } from "../sms/index.ts";
import { mobileOf } from "./mobile.ts";

/** More people than these are told by hand, or of the incident. */
const REPORTS_MAX = 50;

export interface Reporter {
  readonly chatId?: string | undefined;
  readonly phone?: string | undefined;
}

/** Who reported each of these cases, and those merged into it: in two reads, however many. */
export async function reportersOf(
  { store, config }: Pick<Deps, "store" | "config">,
  told: readonly Case[],
): Promise<ReadonlyMap<string, readonly Reporter[]>> {
  const caseIds = told.flatMap(({ id, mergedIds = [] }) => [id, ...mergedIds]);
  if (caseIds.length === 0) return new Map();
  const found = await findAll({ store }, reports, {
    index: "byCase",
    where: { caseId: [...new Set(caseIds)] },
  });
  const homes = await documentsById(store, households, found.flatMap(provenOnly));
  const texts = missingFor(config) === null;
  return new Map(
    told.map(({ id, mergedIds = [] }) => {
      const of = new Set([id, ...mergedIds]);
      const own = found.filter(({ caseId }) => of.has(caseId)).slice(0, REPORTS_MAX);
      return [id, people(own, homes, texts)];
    }),
  );
}

/** Each person once, by their chat or, where text messages can be sent, by their number. */
function people(
  own: readonly Report[],
  homes: ReadonlyMap<string, Household>,
  texts: boolean,
): Reporter[] {
  const known = new Map<string, Reporter>();
  for (const report of own) {
    const [home] = provenOnly(report).map((id) => homes.get(id) ?? null);
    const { externalId: chatId } = report.contact;
    const phone = home === undefined ? ownMobile(report) : mobileOf(home);
    const key = chatId ?? (texts ? phone : undefined);
    if (key !== undefined) known.set(key, { chatId, phone: known.get(key)?.phone ?? phone });
  }
  return [...known.values()];
}

/** The household whose mobile number is that of who wrote: nothing but it was proven. */
function provenOnly(report: Report): string[] {
  const { contact, householdId, proven = false } = report;
  const asked = contact.externalId !== undefined && proven && ownMobile(report) === undefined;
  return asked && householdId !== undefined ? [householdId] : [];
}

function ownMobile({ contact }: Report): string | undefined {
  const phone = residentPhone(contact);
  return takesSms(phone) ? phone : undefined;
}
