import type { services as zh } from "./messages.zh.ts";

export const services: Readonly<Record<keyof typeof zh, string>> = {
  "console.service": "Charge a service",
  "console.service.about":
    "Charges something at the price of the charging catalogue, such as the opening of a valve. A mistake is undone by reversing its entry.",
  "console.service.what": "Service",
  "console.service.quantity": "How often",
  "console.service.costs": "{price} × {quantity} = {amount}; {owed} will then be owed",
  "console.service.done": "{name} charged",
};
