export const contracts = {
  "console.contracts": "Contracts",
  "console.contracts.none": "No contracts yet",
  "console.contract.sign": "Sign a contract",
  "console.contract.sign.about":
    "Agrees on holder and heated spaces for a season; it is charged by them.",
  "console.contract.change": "Change",
  "console.contract.change.title": "Change the contract of season {season}",
  "console.contract.change.about":
    "The contract ends and is signed anew with these terms. What was charged stays; reverse and charge anew where needed.",
  "console.contract.again": "Sign anew",
  "console.contract.end": "End",
  "console.contract.end.title": "End the contract of season {season}",
  "console.contract.end.about":
    "The season is charged no more; what was charged stays. It may be signed anew.",
  "console.contract.end.done": "The contract has ended",
  "console.contract.ended-already":
    " (The old contract has ended; mend this and submit again to sign.)",
  "console.contract.holder": "Holder",
  "console.contract.signed-on": "Signed on",
  "console.contract.signed": "signed {day}",
  "console.contract.ended": "ended {day}",
  "console.contract.space": "Space {place}",
  "console.contract.space.add": "Add a space",
  "console.contract.space.remove": "Remove space {place}",
  "console.contract.billing": "Billing m²",
  "console.contract.building": "Building m²",
  "console.contract.inner": "Inner m²",
  "console.contract.usable": "Usable m²",
  "console.contract.height": "Storey m",
  "console.contract.again.title": "Sign anew for season {season}",
} as const;
