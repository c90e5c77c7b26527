export const carryForwards = {
  "console.carries": "Carry-forwards",
  "console.carries.about":
    "How every account stood at the end of a day, and how it came there: opening, what happened since, closing. Nothing is posted and nobody has to wait.",
  "console.carries.none": "Nothing was carried forward yet",
  "console.carries.begin": "Carry forward",
  "console.carries.begin.about":
    "Reckons every account as of the end of that day. Its days must be closed at every office that keeps books. Halls go on meanwhile.",
  "console.carries.begin.done": "The carry-forward is being reckoned",
  "console.carries.day": "As of",
  "console.carry.title": "Carry-forward as of {day}",
  "console.carry.about":
    "Closing is what the accounts say, opening is the closing before, and what happened is added up from the journal: where the three do not agree it is an exception, and nothing is mended.",
  "console.carry.follows": "Follows",
  "console.carry.beside": "You may leave this page; it goes on",
  "console.carry.households": "Households gone through",
  "console.carry.halted":
    "The job was given up after several attempts; the reason stands on the page of jobs. Pause and resume to begin anew where it stood.",
  "console.carry.identity": "{side}: opening to closing",
  "console.carry.adds-up": "It adds up",
  "console.carry.does-not-add-up": "It does not add up: see the exceptions",
  "console.carry.position": "Log positions",
  "console.carry.path": "Where",
  "console.carry.statement": "Statement",
  "console.carry.by-season": "Owed by season, whole city",
  "console.carry.act.begun": "Begun by",
  "console.carry.act.sealed": "Sealed by request of",
  "console.carry.act.withdrawn": "Withdrawn by request of",
  "console.carry.pause": "Pause",
  "console.carry.pause.done": "It waits after the chunks in hand",
  "console.carry.resume": "Resume",
  "console.carry.resume.done": "It goes on where it stood",
  "console.carry.drop": "Drop",
  "console.carry.drop.done": "The carry-forward is dropped",
  "console.carry.seal": "Ask for the seal",
  "console.carry.seal.about":
    "Once another one of finance approves, this statement stands, and the next carry-forward begins where it ends. Look at the exceptions first.",
  "console.carry.withdraw": "Ask to withdraw",
  "console.carry.withdraw.about":
    "Once another one of finance approves, the seal is taken back, and the day may be carried forward anew. Only the newest can be withdrawn.",
  "console.carry.waiting": "A request about this carry-forward waits for approval.",
  "console.carry.of-household": "Carried forward",
  "console.carry.stood": "owed {owed}, on account {onAccount}",
  "console.carry.exceptions.none": "No exceptions: every account adds up",
  "console.carry.exceptions.about":
    "These accounts do not agree with the journal. Verify the journal, and correct them by entries; then drop this carry-forward and reckon anew.",
  "console.carry.exceptions.seq": "entry {seq}",
  "console.carry.exceptions.figures": "by the journal {expected}, by the account {closing}",
  "console.carry.exceptions.entries":
    "{count, plural, one {# entry counted} other {# entries counted}}",
} as const;
