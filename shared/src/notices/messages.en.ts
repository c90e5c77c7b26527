export const notices = {
  "notices.text.case-accepted":
    "[Heating service] Somebody is on your report of {category} (case {number}) and will be in touch.",
  "notices.text.case-extended":
    "[Heating service] Your report of {category} (case {number}) takes longer: expected to be done by {time}. We are sorry.",
  "notices.text.case-resolved":
    "[Heating service] Your report of {category} (case {number}) has been dealt with. If it has not, contact us and say this number.",
  "notices.text.case-reopened":
    "[Heating service] Your report of {category} (case {number}) is being worked on again; somebody will be in touch.",
  "notices.text.visit-agreed":
    "[Heating service] About your report of {category} (case {number}) somebody comes on {time}. Please be at home, or contact us for another time.",
  "notices.text.visit-moved":
    "[Heating service] About your report of {category} (case {number}) somebody now comes on {time}. Please be at home, or contact us for another time.",
  "notices.text.visit-cancelled":
    "[Heating service] About your report of {category} (case {number}): nobody comes on {time} after all. We will be in touch.",
  "notices.text.outage":
    "[Heating service] {place}: no heat because of {incident}. It is being repaired, expected back by {time}.",
  "notices.text.outage-open":
    "[Heating service] {place}: no heat because of {incident}. It is being repaired; ask us at any time when it will be back.",
  "notices.text.restored":
    "[Heating service] {place}: the heat is back, rooms will warm up. If yours do not, contact us.",
  "notices.text.bill":
    "[Heating service] You have been charged {amount} for {season}. Ask us at any time how it came about.",
  "notices.text.payment":
    "[Heating service] We have received {amount}, receipt {receipt}. Thank you!",
  "notices.kind.case-accepted": "Case accepted",
  "notices.kind.case-extended": "Case takes longer",
  "notices.kind.case-resolved": "Case resolved",
  "notices.kind.case-reopened": "Case reopened",
  "notices.kind.visit-agreed": "Visit agreed",
  "notices.kind.visit-moved": "Visit moved",
  "notices.kind.visit-cancelled": "Visit cancelled",
  "notices.kind.outage": "No heat",
  "notices.kind.restored": "Heat is back",
  "notices.kind.bill": "Bill",
  "notices.kind.payment": "Payment received",
  "notices.kind.dunning": "Reminder of arrears",
  "notices.topic.case": "Progress of cases",
  "notices.topic.outage": "Outages and repairs",
  "notices.topic.bill": "Bills",
  "notices.topic.payment": "Payments received",
  "notices.state.due": "Waiting",
  "notices.state.handed": "Being sent",
  "notices.state.sent": "Sent",
  "notices.state.failed": "Not reached",
  "notices.state.told": "Told by phone",
  "notices.state.dropped": "Not sent",
  "notices.channel.chat": "WeChat",
  "notices.channel.sms": "SMS",
  "notices.why.muted": "Wants no such notices",
  "notices.why.gone": "Not bound, or does not follow any more",
  "notices.why.quota": "No messages left",
  "notices.why.no-mobile": "No mobile number",
  "notices.why.sms-off": "Not wanted by SMS",
  "notices.why.sms-not-set-up": "SMS is not set up",
  "notices.why.sms-too-often": "Too many SMS",
  "notices.why.refused": "Refused by the platform",
  "notices.why.elsewhere": "Served elsewhere by the platform",
  "notices.why.unreached": "Platform not reached",
  "job.notices.send": "Send a notice",
  "job.notices.spread": "Notices of an outage to those it concerns",
  "job.notices.expire": "Remove what is personal from old notices",
  "console.command.notices.raise": "Notice to be sent",
  "console.command.notices.send": "Channel of a notice chosen",
  "console.command.notices.settle": "What became of a notice",
  "console.command.notices.resend": "Send a notice again",
  "console.command.notices.tell": "Told by phone",
  "console.command.notices.untell": "Not told by phone after all",
  "console.command.notices.prefer": "Preferences of notices changed",
  "console.command.notices.expire": "Notice expired",
  "console.subject.notices": "Notice",
  "refusal.notice-not-failed": "This notice is not one that reached nobody",
  "refusal.notice-not-told": "Nobody is on record as having rung about this notice",
  "refusal.notice-expired": "This notice is more than a month old, its number has been removed",
  "field.sms": "Notices by SMS",
  "notices.text.ticket-near":
    "[Heating service] Number {number} at {hall}: people ahead of you: {ahead}. Please come to the hall now.",
  "notices.text.ticket-called":
    "[Heating service] Number {number} is called: please go to counter {counter} at {hall}.",
  "notices.kind.ticket-near": "Number is near",
  "notices.kind.ticket-called": "Number is called",
  "notices.topic.ticket": "Numbers from home",
} as const;
