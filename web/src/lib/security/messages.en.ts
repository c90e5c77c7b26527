export const security = {
  "console.security": "Security events",
  "console.security.about":
    "Refused attempts, changed rights and break-glass; an alarm beyond each threshold. Nothing here can be edited; it is live.",
  "console.security.alarms": "Alarms",
  "console.security.alarms.none": "No alarm",
  "console.security.events": "Events",
  "console.security.events.none": "No event fits",
  "console.security.kind": "Kind",
  "console.security.at": "When",
  "console.security.who": "Who",
  "console.security.from": "From where",
  "console.security.what": "What",
  "console.security.count": "Times",
  "console.security.beyond": "{count, number} times (threshold {limit, number})",
  "console.security.acknowledge": "See to it",
  "console.security.acknowledge.about":
    "Say what it was, such as that the person was asked or their sign-ins ended.",
  "console.security.note": "Note",
  "console.security.seen-by": "Seen to by {name}, {time}: {note}",
  "console.security.reopen": "Open again",
  "console.security.older": "Older events",
  "console.security.stranger": "Not signed in",
} as const;
