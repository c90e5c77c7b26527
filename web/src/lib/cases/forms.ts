import type { CaseCategory, Urgency } from "@warmline/shared/cases/categories.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import type { EXTENDABLE } from "@warmline/shared/cases/extension.ts";
import type { CallBack } from "@warmline/shared/cases/follow-up.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { TEMPERATURE } from "@warmline/shared/kernel/written-number.ts";
import { typedNumber } from "../typed-number.ts";
import type { CaseForm } from "./case-command.ts";
import { fromCityField, toCityField } from "./city-field.ts";
import AssignForm from "./forms/assign-form.svelte";
import ClassifyForm from "./forms/classify-form.svelte";
import DescriptionForm from "./forms/description-form.svelte";
import DueForm from "./forms/due-form.svelte";
import HouseholdForm from "./forms/household-form.svelte";
import MergeForm from "./forms/merge-form.svelte";
import OverseerForm from "./forms/overseer-form.svelte";
import OutcomeForm from "./forms/outcome-form.svelte";
import PerhapsDescriptionForm from "./forms/perhaps-description-form.svelte";
import ProofForm from "./forms/proof-form.svelte";
import ReturnForm from "./forms/return-form.svelte";
import VisitForm from "./forms/visit-form.svelte";
import { fromVisitFields, nextWindows, toVisitFields } from "./visit-windows.ts";

/** Joins the fields of a form, what they fill, and what is sent of it. */
function form<D extends object, B>(declared: CaseForm<D, B>): CaseForm<D, B> {
  return declared;
}

interface Described {
  description: string;
}
const blank = (): Described => ({ description: "" });
const said = ({ description }: Described) => ({ description: description.trim() });
/** Left out where nothing was typed. */
function perhapsSaid(draft: Described): { description?: string } {
  return draft.description.trim() === "" ? {} : said(draft);
}

export const description = form({ fields: DescriptionForm, draft: blank, body: said });

export const perhapsDescription = form({
  fields: PerhapsDescriptionForm,
  draft: blank,
  body: perhapsSaid,
});

/** With the revision seen: a case that has changed meanwhile is looked at again. */
export const perhapsDescriptionAt = form({
  fields: PerhapsDescriptionForm,
  draft: blank,
  body: (draft, rev) => ({ ...perhapsSaid(draft), rev }),
});

export const assignment = form({
  fields: AssignForm,
  draft: ({ branchId = "" }) => ({ ...blank(), branchId, assigneeId: "" }),
  body: ({ branchId, assigneeId, ...draft }, rev) => ({
    branchId,
    ...(assigneeId === "" ? {} : { assigneeId }),
    ...perhapsSaid(draft),
    rev,
  }),
});

export const proof = form({
  fields: ProofForm,
  draft: () => ({ ...blank(), temperature: "", noEntry: "" }),
  body: ({ temperature, noEntry, ...draft }) => ({
    ...said(draft),
    ...measured(temperature),
    ...(noEntry.trim() === "" ? {} : { noEntry: noEntry.trim() }),
  }),
});

/** °C as typed, in tenths; empty when not measured. A form that holds anything else is not sent. */
function measured(typed: string): { roomTemperatureDeci?: number } {
  const roomTemperatureDeci = typedNumber(typed, TEMPERATURE);
  return roomTemperatureDeci === null ? {} : { roomTemperatureDeci };
}

export const sendingBack = form({
  fields: ReturnForm,
  draft: () => ({ ...blank(), wrongBranch: false }),
  body: ({ wrongBranch, ...draft }) => ({ ...said(draft), wrongBranch }),
});

export const outcome = form({
  fields: OutcomeForm,
  draft: (): Described & { outcome: CallBack["outcome"] | "" } => ({ ...blank(), outcome: "" }),
  // One has to be chosen: a form without is not sent.
  body: ({ outcome: chosen, ...draft }) => ({
    outcome: chosen as CallBack["outcome"],
    ...perhapsSaid(draft),
  }),
});

const DAY_MS = 86_400_000;

type Extendable = (typeof EXTENDABLE)[number];

export const laterDue = form({
  fields: DueForm,
  draft: (one): Described & { clock: Extendable; due: string } => {
    const due = toCityField(later(resolveClock(one).due, DAY_MS));
    return { ...blank(), clock: "resolve", due };
  },
  body: ({ due, clock, ...draft }) => ({ ...said(draft), clock, dueAt: fromCityField(due) }),
});

export const overseer = form({
  fields: OverseerForm,
  draft: ({ supervision }) => ({
    ...blank(),
    overseerId: supervision?.overseerId ?? "",
    due: supervision === undefined ? "" : toCityField(supervision.dueAt),
  }),
  body: ({ due, overseerId, ...draft }) => ({
    ...said(draft),
    overseerId,
    dueAt: fromCityField(due),
  }),
});

export const visiting = form({
  fields: VisitForm,
  // As it is agreed already; else the first window that is offered.
  draft: ({ visit }) => ({
    ...blank(),
    ...toVisitFields(visit ?? nextWindows(serverClock.now())[0]!),
  }),
  body: ({ day, from, to, ...draft }, rev) => ({
    ...fromVisitFields({ day, from, to }),
    ...perhapsSaid(draft),
    rev,
  }),
});

export const classing = form({
  fields: ClassifyForm,
  draft: ({ category, urgency }): Described & { category: CaseCategory; urgency: Urgency } => ({
    ...blank(),
    category,
    urgency,
  }),
  body: ({ category, urgency, ...draft }, rev) => ({
    category,
    urgency,
    ...perhapsSaid(draft),
    rev,
  }),
});

export const household = form({
  fields: HouseholdForm,
  draft: (): { householdId: string | null; looked: string } => ({ householdId: null, looked: "" }),
  // The field is required: a form without a household is not sent.
  body: ({ householdId }, rev) => ({ householdId: householdId ?? "", rev }),
});

export const merging = form({
  fields: MergeForm,
  draft: () => ({ ...blank(), number: "", intoId: "" }),
  body: ({ intoId, number: _looked, ...draft }, rev) => ({ intoId, ...perhapsSaid(draft), rev }),
});
