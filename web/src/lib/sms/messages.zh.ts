export const sms = {
  "console.sms": "短信",
  "console.sms.send": "发工单号到 {to}",
  "console.sms.send.one": "发工单号到 {to}：{number}",
  "console.sms.no-mobile": "没有可以收短信的手机号码",
  "console.sms.again": "重发",
  "console.sms.again.one": "重发：{to}",
} as const;
