import type { Component } from "svelte";
import type { Permission } from "@warmline/shared/access/permission.ts";
import { acdPermissions } from "@warmline/shared/acd/permissions.ts";
import { auditPermissions } from "@warmline/shared/audit/permissions.ts";
import { campaignPermissions } from "@warmline/shared/campaigns/permissions.ts";
import { cataloguePermissions } from "@warmline/shared/catalogue/permissions.ts";
import { callPermissions } from "@warmline/shared/calls/permissions.ts";
import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { dunningPermissions } from "@warmline/shared/dunning/permissions.ts";
import { devicePermissions } from "@warmline/shared/devices/permissions.ts";
import { hallPermissions } from "@warmline/shared/hall/permissions.ts";
import {
  householdPermissions,
  tariffPermissions,
} from "@warmline/shared/households/permissions.ts";
import { invoicePermissions } from "@warmline/shared/invoices/permissions.ts";
import { incidentPermissions } from "@warmline/shared/incidents/permissions.ts";
import { knowledgePermissions } from "@warmline/shared/knowledge/permissions.ts";
import { jobPermissions } from "@warmline/shared/jobs/permissions.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { noticePermissions } from "@warmline/shared/notices/permissions.ts";
import { reportPermissions } from "@warmline/shared/reports/permissions.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import { carryForwardPermissions } from "@warmline/shared/carryforwards/permissions.ts";
import { seasonRunPermissions } from "@warmline/shared/seasonruns/permissions.ts";
import { securityPermissions } from "@warmline/shared/security/permissions.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import type { PlainMessageKey } from "../messages.svelte.ts";
import Banknote from "@lucide/svelte/icons/banknote";
import CalendarCheck from "@lucide/svelte/icons/calendar-check";
import CalendarDays from "@lucide/svelte/icons/calendar-days";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import BookCheck from "@lucide/svelte/icons/book-check";
import CalendarRange from "@lucide/svelte/icons/calendar-range";
import ClipboardList from "@lucide/svelte/icons/clipboard-list";
import FileText from "@lucide/svelte/icons/file-text";
import Flame from "@lucide/svelte/icons/flame";
import Headset from "@lucide/svelte/icons/headset";
import House from "@lucide/svelte/icons/house";
import MonitorSmartphone from "@lucide/svelte/icons/monitor-smartphone";
import BookOpenText from "@lucide/svelte/icons/book-open-text";
import BookMarked from "@lucide/svelte/icons/book-marked";
import BookOpen from "@lucide/svelte/icons/book-open";
import MessageSquareWarning from "@lucide/svelte/icons/message-square-warning";
import PhoneOutgoing from "@lucide/svelte/icons/phone-outgoing";
import Phone from "@lucide/svelte/icons/phone";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import ShieldAlert from "@lucide/svelte/icons/shield-alert";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import ListChecks from "@lucide/svelte/icons/list-checks";
import Stamp from "@lucide/svelte/icons/stamp";
import Tags from "@lucide/svelte/icons/tags";
import Timer from "@lucide/svelte/icons/timer";
import ReceiptText from "@lucide/svelte/icons/receipt-text";
import Ticket from "@lucide/svelte/icons/ticket";
import Users from "@lucide/svelte/icons/users";

export interface Section {
  readonly path: string;
  /** 热线与工单, 营业, 账务, 管理: kept apart by a line in the rail. */
  readonly group: "service" | "counter" | "charging" | "administration";
  readonly key: PlainMessageKey;
  readonly permission: Permission;
  /** The second key after `g`: a letter, or a digit. */
  readonly letter: string;
  readonly icon: Component<{ size?: number | string; strokeWidth?: number | string }>;
}

/** The console's rooms in the order of the rail; each is shown to whom its permission is given. */
export const SECTIONS: readonly Section[] = [
  {
    path: "/console/cases",
    group: "service",
    key: "console.cases",
    permission: casePermissions.read,
    letter: "c",
    icon: ClipboardList,
  },
  {
    path: "/console/calls",
    group: "service",
    key: "console.calls",
    permission: callPermissions.read,
    letter: "k",
    icon: Phone,
  },
  {
    path: "/console/acd",
    group: "service",
    key: "console.acd",
    permission: acdPermissions.read,
    letter: "q",
    icon: Headset,
  },
  {
    path: "/console/campaigns",
    group: "service",
    key: "console.campaigns",
    permission: campaignPermissions.read,
    letter: "u",
    icon: PhoneOutgoing,
  },
  {
    path: "/console/outbox",
    group: "service",
    key: "console.outbox",
    permission: noticePermissions.follow,
    letter: "x",
    icon: MessageSquareWarning,
  },
  {
    path: "/console/knowledge",
    group: "service",
    key: "console.knowledge",
    permission: knowledgePermissions.read,
    letter: "z",
    icon: BookOpenText,
  },
  {
    path: "/console/incidents",
    group: "service",
    key: "console.incidents",
    permission: incidentPermissions.read,
    letter: "i",
    icon: Flame,
  },
  {
    path: "/console/households",
    group: "counter",
    key: "console.households",
    permission: householdPermissions.read,
    letter: "h",
    icon: House,
  },
  {
    path: "/console/hall",
    group: "counter",
    key: "console.hall",
    permission: hallPermissions.read,
    letter: "t",
    icon: Ticket,
  },
  {
    path: "/console/requests",
    group: "counter",
    key: "console.requests",
    permission: requestPermissions.read,
    letter: "r",
    icon: Stamp,
  },
  {
    path: "/console/till",
    group: "counter",
    key: "console.till",
    permission: ledgerPermissions.till,
    letter: "m",
    icon: Banknote,
  },
  {
    path: "/console/days",
    group: "counter",
    key: "console.days",
    permission: ledgerPermissions.readBooks,
    letter: "b",
    icon: CalendarCheck,
  },
  {
    path: "/console/dunning",
    group: "counter",
    key: "console.dunning",
    permission: dunningPermissions.read,
    // Each letter has a room by now.
    letter: "1",
    icon: ReceiptText,
  },
  {
    path: "/console/invoices",
    group: "counter",
    key: "console.invoices",
    permission: invoicePermissions.read,
    letter: "2",
    icon: FileText,
  },
  {
    path: "/console/reports",
    group: "charging",
    key: "console.reports",
    permission: reportPermissions.read,
    letter: "n",
    icon: ChartColumn,
  },
  {
    path: "/console/prices",
    group: "charging",
    key: "console.prices",
    permission: tariffPermissions.read,
    letter: "p",
    icon: Tags,
  },
  {
    path: "/console/catalogue",
    group: "charging",
    key: "console.catalogue",
    permission: cataloguePermissions.review,
    letter: "f",
    icon: BookMarked,
  },
  {
    path: "/console/season-runs",
    group: "charging",
    key: "console.runs",
    permission: seasonRunPermissions.read,
    letter: "y",
    icon: CalendarRange,
  },
  {
    path: "/console/carry-forwards",
    group: "charging",
    key: "console.carries",
    permission: carryForwardPermissions.read,
    letter: "g",
    icon: BookCheck,
  },
  {
    path: "/console/opening",
    group: "charging",
    key: "console.opening",
    permission: ledgerPermissions.open,
    letter: "o",
    icon: BookOpen,
  },
  {
    path: "/console/verify",
    group: "charging",
    key: "console.verify",
    permission: ledgerPermissions.verify,
    letter: "v",
    icon: ShieldCheck,
  },
  {
    path: "/console/staff",
    group: "administration",
    key: "console.staff",
    permission: staffPermissions.read,
    letter: "s",
    icon: Users,
  },
  {
    path: "/console/policy",
    group: "administration",
    key: "console.policy",
    permission: casePermissions.policy,
    letter: "l",
    icon: Timer,
  },
  {
    path: "/console/calendar",
    group: "administration",
    key: "console.calendar",
    permission: casePermissions.calendar,
    letter: "w",
    icon: CalendarDays,
  },
  {
    path: "/console/devices",
    group: "administration",
    key: "console.devices",
    permission: devicePermissions.read,
    letter: "d",
    icon: MonitorSmartphone,
  },
  {
    path: "/console/audit",
    group: "administration",
    key: "console.audit",
    permission: auditPermissions.read,
    letter: "a",
    icon: ScrollText,
  },
  {
    path: "/console/security",
    group: "administration",
    key: "console.security",
    permission: securityPermissions.read,
    letter: "e",
    icon: ShieldAlert,
  },
  {
    path: "/console/jobs",
    group: "administration",
    key: "console.jobs",
    permission: jobPermissions.read,
    letter: "j",
    icon: ListChecks,
  },
];
