import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { withoutPerson } from "@warmline/shared/notices/rules.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { expiry, expiryJob } from "../../platform/jobs/expiry-job.ts";

/** It has no refusals. */
const expireNotice = expiryCommand<Notice>({
  name: "notices.expire",
  of: notices,
  without: withoutPerson,
});

export const expireJob = expiryJob({
  name: "notices.expire",
  actor: { id: "notices-expiry", name: "通知到期" },
  repeat: { dailyAt: "03:40" },
  deadlineMs: 3_600_000,
  expiries: [expiry(notices, expireNotice)],
});
