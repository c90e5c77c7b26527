import { permission } from "../access/permission.ts";

export const casePermissions = {
  read: permission("cases.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "hall-manager",
    "cashier",
    "auditor",
  ]),
  file: permission("cases.file", [
    "agent",
    "supervisor",
    "dispatcher",
    "cashier",
    "hall-manager",
    "kiosk",
  ]),
  classify: permission("cases.classify", [
    "agent",
    "supervisor",
    "dispatcher",
    "cashier",
    "hall-manager",
  ]),
  note: permission("cases.note", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "hall-manager",
    "cashier",
  ]),
  assign: permission("cases.assign", ["supervisor", "dispatcher"]),
  work: permission("cases.work", ["field-worker", "dispatcher"]),
  visit: permission("cases.visit", ["agent", "supervisor", "dispatcher", "field-worker"]),
  followUp: permission("cases.follow-up", ["agent", "supervisor"]),
  extend: permission("cases.extend", ["supervisor"]),
  supervise: permission("cases.supervise", ["supervisor"]),
  policy: permission("cases.policy", ["supervisor", "administrator"]),
  calendar: permission("cases.calendar", ["supervisor"]),
};
