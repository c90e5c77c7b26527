import type { wallboard as zh } from "./messages.zh.ts";

export const wallboard: Record<keyof typeof zh, string> = {
  "console.wallboard": "Wallboard",
  "console.wallboard.today": "Today",
  "console.wallboard.formulas": "Formulas",
  "console.wallboard.back": "Calls and desks",
  "console.wallboard.waiting": "Waiting",
  "console.wallboard.formula.waiting":
    "Calls in the queue or ringing that nobody has answered yet, call-backs among them.",
  "console.wallboard.longest": "Longest wait",
  "console.wallboard.formula.longest":
    "Of the calls that wait at this moment; without those who hung up and are to be rung back.",
  "console.wallboard.target": "Target ≥{share}",
  "console.wallboard.talking": "Talking",
  "console.wallboard.ready": "Ready",
  "console.wallboard.to-ring-back": "Call-backs",
  "console.wallboard.queues": "Queues",
  "console.wallboard.agents": "Agents {count}",
  "console.wallboard.chart": "Half-hours of today",
};
