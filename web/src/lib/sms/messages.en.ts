export const sms = {
  "console.sms": "Text messages",
  "console.sms.send": "Send its number to {to}",
  "console.sms.send.one": "Send its number to {to}: {number}",
  "console.sms.no-mobile": "No mobile number is known that takes text messages",
  "console.sms.again": "Send again",
  "console.sms.again.one": "Send again: {to}",
} as const;
