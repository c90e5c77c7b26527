export const kiosk = {
  "refusal.lookup-shut": "Too many attempts. Try again in {minutes} min, or ask at a counter",
  "refusal.lookup-no-match": "Nothing found. Please check the numbers on your bill or contract",
  "refusal.grant-expired": "The confirmation has expired; please confirm again",
  "refusal.who-or-where-missing": "Please leave a phone number or a place, so that we can find you",
  "console.command.kiosk.lookup": "Household looked up at a kiosk",
  "console.command.kiosk.try-lookup": "Lookup at a kiosk refused",
  "console.subject.lookupAttempts": "Look-up count",
} as const;
