export { actOf } from "./act-of.ts";
export { askCommand, previewCommand } from "./ask-command.ts";
export { readDayUse, refuseAlone, useMore, type DayUse } from "./limit-use.ts";
export { askedFor } from "./queries.ts";
export { holdingPolicy } from "./policies.ts";
