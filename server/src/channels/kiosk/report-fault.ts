import { mapOk, refuse } from "@warmline/shared/kernel/result.ts";
import { lineOf, normalisePhone } from "@warmline/shared/households/phone.ts";
import { households } from "@warmline/shared/households/model.ts";
import { CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";
import { reports } from "@warmline/shared/cases/model.ts";
import { reportId } from "@warmline/shared/cases/report.ts";
import type { KioskReport } from "@warmline/shared/kiosk/api.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  decideReport,
  fileCase,
  loadReport,
  type FileCaseInput,
  type FiledCase,
} from "../../domains/cases/index.ts";
import { readGrant, type GivenGrant } from "./grants.ts";

export interface FaultInput extends GivenGrant {
  /** The kiosk's own id of the report. */
  readonly reportId: string;
  readonly category: CaseCategory;
  readonly severe: boolean;
  readonly description: string;
  readonly place?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly keptApart?: boolean | undefined;
}

/**
 * 报修: filing a case (`fileCase`) as a kiosk does. The report's own id is its key, so that it is one
 * case however often the kiosk sends it; sent again, it needs no grant any more. Whoever has proven
 * the household, and whoever left no phone that could belong to an open case, is told the number;
 * everybody else that it was received. Refusals, in this order: `grant-expired`,
 * `who-or-where-missing`, then those of filing a case.
 */
export const reportFault = command({
  name: fileCase.name,
  mutex: (input: FaultInput) => `cases/file/${input.phone ?? input.reportId}`,
  scope: "anywhere",
  async load(reads, input, moment) {
    const { place, phone } = input;
    const granted = await readGrant(reads, input, moment);
    if (!granted.ok) return granted;
    const householdId = granted.value;
    if (householdId === undefined && place === undefined && phone === undefined) {
      return refuse("who-or-where-missing");
    }
    const phoneUnproven = !(await isOnFile(reads, householdId, phone, moment));
    const sourceId = await sourceIdOf(reads, input.reportId, moment);
    const filing = { ...contentOf(input, householdId), sourceId, phoneUnproven };
    return mapOk(await loadReport(reads, filing, moment), (state) => ({ filing, state }));
  },
  decide: ({ filing, state }, _, moment) =>
    mapOk(decideReport(state, moment), (decision) => {
      return { ...decision, value: answerTo(filing, decision.value) };
    }),
});

/**
 * Not of the device: paired anew it is another one, and sends what it could not send before. Only
 * what came in while ids still began with the device keeps that id.
 */
async function sourceIdOf(
  reads: Pick<Reads, "get">,
  id: string,
  { actor }: Moment,
): Promise<string> {
  const former = `${actor.id}/${id}`;
  return (await reads.get(reports, reportId("kiosk", former))) === null ? id : former;
}

type Filing = ReturnType<typeof contentOf>;

function contentOf(
  { category, severe, description, place, name, phone, keptApart }: FaultInput,
  householdId: string | undefined,
) {
  const located = householdId !== undefined;
  return {
    source: "kiosk",
    category,
    urgency: CATEGORIES[category].reported[severe ? "severe" : "usual"],
    contact: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    },
    // What the resident wrote of the place is needed only where the household does not say it.
    description: place === undefined || located ? description : `地点：${place}\n${description}`,
    householdId,
    proven: located,
    keptApart,
  } satisfies Partial<FileCaseInput>;
}

function answerTo(
  { contact, proven, urgency }: Filing,
  { number, outcome }: FiledCase,
): KioskReport {
  const mayKnow = proven || contact.phone === undefined;
  return mayKnow ? { number, outcome, urgency } : { outcome: "received", urgency };
}

/** Whether the phone is one of the household's own: any other is only typed. */
async function isOnFile(
  reads: Pick<Reads, "get">,
  householdId: string | undefined,
  phone: string | undefined,
  { areaCode }: Moment,
): Promise<boolean> {
  const typed = phone === undefined ? null : normalisePhone(phone, areaCode);
  if (householdId === undefined || !typed?.ok) return false;
  const household = await reads.get(households, householdId);
  return household?.phones.includes(lineOf(typed.value)) ?? false;
}
