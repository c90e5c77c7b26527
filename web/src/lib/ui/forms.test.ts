import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const web = fileURLToPath(new URL("../../", import.meta.url));
const components = globSync("**/*.svelte", { cwd: web }).toSorted();
const holding = (what: RegExp) =>
  components.filter((path) => what.test(readFileSync(web + path, "utf8")));

/** They fill the draft of the form around them. */
const PARTS_OF_FORMS = [
  "lib/approval-rules/step-fields.svelte",
  "lib/calendar/day-list.svelte",
  "lib/cases/draft-pictures.svelte",
  "lib/cases/earlier.svelte",
  "lib/acd/disposition-fields.svelte",
  "lib/catalogue/dunning-fields.svelte",
  "lib/catalogue/late-fee-fields.svelte",
  "lib/catalogue/metered-fields.svelte",
  "lib/catalogue/band-fields.svelte",
  "lib/catalogue/relief-fields.svelte",
  "lib/catalogue/rule-fields.svelte",
  "lib/catalogue/plan-terms-fields.svelte",
  "lib/catalogue/stop-terms-fields.svelte",
  "lib/catalogue/vat-fields.svelte",
  "lib/catalogue/service-fields.svelte",
  "lib/contracts/space-fields.svelte",
  "lib/customers/customer-choice.svelte",
  "lib/customers/customer-fields.svelte",
  "lib/customers/identity-fields.svelte",
  "lib/invoices/buyer-fields.svelte",
  "lib/customers/next-holder-fields.svelte",
  "lib/policy/policy-fields.svelte",
  "lib/knowledge/step-fields.svelte",
  "lib/knowledge/tick-fields.svelte",
  "lib/ledger/pay-part.svelte",
  "lib/ledger/pay-tenders.svelte",
  "lib/households/phones-field.svelte",
  "lib/households/transfer-balance.svelte",
  "lib/incidents/area-picker.svelte",
  "lib/incidents/fact-fields.svelte",
  "lib/incidents/household-incidents.svelte",
  "lib/staff/staff-fields.svelte",
  "lib/staff/two-needed.svelte",
];
/** What is shown, what narrows a list, and the picker of files, which sends at once. */
const LOOKED_FOR = [
  "lib/account-timeline/account-timeline.svelte",
  "lib/acd/caller.svelte",
  "lib/chatdesk/chat-at-desk.svelte",
  "lib/audit/audit-filter.svelte",
  "lib/cases/branch-field.svelte",
  "lib/cases/case-filters.svelte",
  "lib/cases/category-field.svelte",
  "lib/cases/closed-filters.svelte",
  "lib/cases/pictures.svelte",
  "lib/knowledge/beside.svelte",
  // What is looked for stands in the address.
  "lib/reports/as-of-fields.svelte",
  "lib/reports/season-choice.svelte",
  "lib/reports/span-fields.svelte",
  "lib/search/result-view.svelte",
  "lib/season-runs/exception-list.svelte",
  "lib/dunning-runs/message-list.svelte",
  "lib/carry-forwards/exception-list.svelte",
  // A box that is ticked is kept at once.
  "lib/notices/household-notices.svelte",
  "routes/console/acd/forecast/+page.svelte",
  "routes/console/acd/statistics/+page.svelte",
  "routes/console/customers/+layout.svelte",
  "routes/console/days/+page.svelte",
  "routes/console/households/+layout.svelte",
  "routes/console/invoices/+page.svelte",
  "routes/console/knowledge/+layout.svelte",
  "routes/console/reports/old-debt/+page.svelte",
  "routes/console/security/+page.svelte",
  "routes/console/staff/+page.svelte",
];
/** Log-in and password; and a telephone's two ends, at which what is said is said. */
const OF_THEIR_OWN = [
  "lib/voice/heard.svelte",
  "routes/sign-in/+page.svelte",
  "routes/sim/chat/+page.svelte",
  "routes/sim/phone/+page.svelte",
];

test("every form is the one that keeps what is typed, but for these", () => {
  expect(holding(/<form[ >]/)).toEqual([
    // What is looked for stands in the address.
    "lib/audit/audit-filter.svelte",
    "lib/search/result-view.svelte",
    "lib/ui/form.svelte",
    ...OF_THEIR_OWN,
  ]);
});

test("every form has a draft, but for these", () => {
  expect(holding(/draft=\{null\}/)).toEqual([
    // Nothing is typed: what is confirmed stands in the dialog.
    "lib/books/close-dialog.svelte",
    // Passwords are not kept.
    "lib/console/password-dialog.svelte",
    // Nothing is typed, and little is chosen.
    "lib/customers/link-dialog.svelte",
    "lib/hall/take-dialog.svelte",
    "lib/late-fees/late-fee-dialog.svelte",
    "lib/ledger/apply-dialog.svelte",
    "lib/ledger/charge-dialog.svelte",
  ]);
});

test("what can be typed or chosen stands in such a form, but for these", () => {
  const fields = holding(
    /<(TextField|TextAreaField|ChoiceField|PhonesField|HouseholdPicker|input|textarea|select)\b/,
  );
  const forms = holding(/<(Form|FormDialog|AskDialog)\b/);
  const parts = /^lib\/(ui|cases\/forms)\//;
  const outside = fields.filter((path) => !forms.includes(path) && !parts.test(path));
  expect(outside).toEqual([...PARTS_OF_FORMS, ...LOOKED_FOR, ...OF_THEIR_OWN].toSorted());
});
