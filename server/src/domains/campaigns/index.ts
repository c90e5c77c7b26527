export { answeredWrites, endingWrites, loadEnding } from "./in-call.ts";
export { claimContact, notePlaced, refuseContact, releaseContact } from "./dial-commands.ts";
export { contactOfCall, loadContact, movedWrites, type InCampaign } from "./on-contact.ts";
export { claimedLongAgo, dueNow, mayRing } from "./due.ts";
