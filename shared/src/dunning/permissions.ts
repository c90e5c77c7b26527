import { permission } from "../access/permission.ts";

export const dunningPermissions = {
  read: permission("dunning.read", [
    "agent",
    "supervisor",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  /** 登记催缴: whoever rang, came by or handed something over. */
  record: permission("dunning.record", ["field-worker", "cashier", "hall-manager", "finance"]),
  /** 登记承诺: whoever the debtor speaks to. */
  promise: permission("dunning.promise", [
    "agent",
    "supervisor",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
  ]),
  /** 暂缓与争议: never by whoever collects. */
  hold: permission("dunning.hold", ["hall-manager", "finance"]),
  /** 关阀令: nobody alone; the branch asks, its head or finance approves. */
  askValve: permission("dunning.ask-valve", ["cashier", "hall-manager", "finance"]),
  approveValve: permission("dunning.approve-valve", ["hall-manager", "finance"]),
  /** 关阀、复热: whoever stands before the valve. */
  turnValve: permission("dunning.turn-valve", ["field-worker", "hall-manager"]),
  /** 撤回: a record made by mistake, a hold or a dispute that is settled. */
  undo: permission("dunning.undo", ["hall-manager", "finance"]),
};
