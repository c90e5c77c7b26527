import type { lateFees as zh } from "./messages.zh.ts";

export const lateFees: Readonly<Record<keyof typeof zh, string>> = {
  "console.late-fee": "Late fee, not charged yet",
  "console.late-fee.about":
    "Came about up to {day}; it is owed only once finance charges it. Nothing is charged by itself.",
  "console.late-fee.over":
    "{amount} more is charged than has come about: reverse the late fee and charge it anew.",
  "console.late-fee.charge": "Charge the late fee",
  "console.late-fee.asks":
    "Charges {amount} of late fee up to {day}; {owed} is owed in all then. It is undone by reversing its entry.",
  "console.late-fee.done": "Late fee charged: {amount}",
};
