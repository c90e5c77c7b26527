import { zh } from "@warmline/shared/messages/zh.ts";
import type { AuditRow, SubjectName } from "@warmline/shared/audit/api.ts";
import { places } from "../places.svelte.ts";
import { accountState } from "../staff/labels.svelte.ts";
import { t, type PlainMessageKey } from "../messages.svelte.ts";

const PREFIX = "console.command.";

/** The commands that have a name. */
export function knownCommands(): string[] {
  return Object.keys(zh)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

/** `cases.file` as people call it; a command without a name is shown as it is. */
export function commandName(command: string): string {
  const key = PREFIX + command;
  return key in zh ? t(key as PlainMessageKey) : command;
}

type AuditChange = NonNullable<AuditRow["changes"]>[number];

/** How each field that is told is called, and its values. */
const CHANGES: Record<
  AuditChange["field"],
  [PlainMessageKey, (values: readonly string[]) => string]
> = {
  roles: ["console.staff.roles", (roles) => roles.map(roleWord).join(t("console.list-comma"))],
  scope: ["console.staff.scope", placeWord],
  active: ["console.staff.account", activityWord],
  password: ["field.password", ([kind]) => (kind ? t("console.staff.password-once") : "")],
};

/** `岗位：收费员 → 财务、稽核`. */
export function changeText({ field, from, to }: AuditChange): string {
  const [label, words] = CHANGES[field];
  return `${t(label)}: ${words(from) || "–"} → ${words(to)}`;
}

function activityWord([word]: readonly string[]): string {
  return word === undefined ? "" : accountState(word === "active");
}

function roleWord(role: string): string {
  const key = `staff.role.${role}`;
  return key in zh ? t(key as PlainMessageKey) : role;
}

function placeWord([kind, id]: readonly string[]): string {
  if (kind === undefined) return "";
  return id === undefined ? t("staff.scope.city") : places.name(id);
}

const KIND = "console.subject.";

/** What kind of thing a subject is; of one without a word, its collection. */
export function subjectKind(subject: string): string {
  const collection = subject.slice(0, subject.indexOf("/"));
  const key = KIND + collection;
  return key in zh ? t(key as PlainMessageKey) : collection;
}

const PAGES: Record<NonNullable<SubjectName["page"]>["kind"], (id: string) => string> = {
  household: (id) => `/console/households/${id}`,
  customer: (id) => `/console/customers/${id}`,
  case: (id) => `/console/cases/${id}`,
  incident: (id) => `/console/incidents/${id}`,
  staff: (id) => `/console/staff?id=${id}`,
  hall: (id) => `/console/hall/${id}`,
  request: (id) => `/console/requests?id=${id}`,
};

/** The page that shows it, for whoever may open one. */
export function subjectHref(name: SubjectName | undefined): string | undefined {
  return name?.page && PAGES[name.page.kind](encodeURIComponent(name.page.id));
}

/** There is one of each: the kind says all. */
const SINGLE = new Set(["verificationRuns", "workCalendars", "demo"]);

/** Ids that people made up say something; those of machines are cut short. */
export function subjectText(subject: string, name: SubjectName | undefined): string {
  if (SINGLE.has(subject.slice(0, subject.indexOf("/")))) return subjectKind(subject);
  const id = subject.slice(subject.indexOf("/") + 1);
  return name?.text ?? (id.length > 20 ? `${id.slice(0, 8)}…` : id);
}
