import { EVERYONE, permission } from "../access/permission.ts";

export const orgPermissions = {
  read: permission("org.read", [...EVERYONE, "kiosk", "tv"]),
};

export const householdPermissions = {
  read: permission("households.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  write: permission("households.write", ["cashier", "hall-manager", "finance"]),
};

/** 客户: identity and tax numbers whole; everybody else is answered them masked. */
export const customerPermissions = {
  readNumbers: permission("customers.read-numbers", ["finance"]),
};

/** 面积: what is charged rests on it, so who asks for a change is never who approves it. */
export const premisePermissions = {
  ask: permission("premises.ask", ["cashier", "hall-manager", "finance"]),
  approve: permission("premises.approve", ["finance"]),
};

/** 报停、复热: the hall asks, its head approves, finance releases what is large. */
export const stopPermissions = {
  ask: permission("stops.ask", ["cashier", "hall-manager", "finance"]),
  approve: permission("stops.approve", ["hall-manager", "finance"]),
  release: permission("stops.release", ["finance"]),
};

export const tariffPermissions = {
  read: permission("tariffs.read", [
    "agent",
    "supervisor",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  write: permission("tariffs.write", ["finance"]),
};

/** 采暖期: who asks for other days holds `tariffs.write`; another one of finance approves. */
export const seasonPermissions = {
  approve: permission("seasons.approve", ["finance"]),
};
