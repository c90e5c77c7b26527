export const demo = {
  "refusal.no-demo-city": "There is no demo city here",
  "refusal.demo-hall-unknown": "The demo city has no such hall",
  "console.command.demo.begin": "Begin to make the demo city",
  "console.command.demo.found": "Demo city: organisation and staff",
  "console.command.demo.case": "Demo city: a case",
  "console.command.demo.finish": "Finish the demo city",
  "console.command.demo.switch-simulator": "Switch simulated residents",
  "console.subject.demo": "Demo city",
  "console.command.demo.settle": "Demo city: households and accounts",
  "field.hall": "Hall",
  "field.on": "Switch",
} as const;
