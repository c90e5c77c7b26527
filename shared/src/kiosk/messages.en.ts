export const kiosk = {
  "refusal.lookup-shut": "Too many attempts. Try again in {minutes} min, or ask at a counter",
  "refusal.lookup-no-match": "Nothing found. Please check the numbers on your bill or contract",
  "refusal.grant-expired": "The confirmation has expired; please confirm again",
  "refusal.who-or-where-missing": "Please leave a phone number or a place, so that we can find you",
  "refusal.numbers-shut":
    "This machine gave too many numbers; try again in {minutes} min, or ask the staff for one",
  "refusal.senior-numbers-shut":
    "This machine gave too many priority numbers; ask the staff for one, or try again in {minutes} min",
  "console.command.kiosk.lookup": "Look up a household at a kiosk",
  "console.command.kiosk.try-lookup": "Refuse a lookup at a kiosk",
  "kiosk-report.handed-over":
    "Refused at the kiosk; this is what the resident had written:\n{said}",
  "field.by": "Way of looking up",
  "field.digits": "Last four digits of the phone",
  "field.grant": "Lookup grant",
  "field.language": "Language",
  "field.said": "What was written",
  "field.severe": "Severe",
  "field.value": "Number or phone",
  "field.visit": "Visit",
  "issue.not-a-number-or-phone": "has to be 6 to 15 digits",
  "issue.not-four-digits": "has to be four digits",
} as const;
