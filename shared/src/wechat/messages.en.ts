export const wechat = {
  "issue.not-an-openid": "has to be an openid",
  "issue.not-a-word": "has to be letters, digits and underscores",
  "field.xml": "Message",
  "field.ToUserName": "Account",
  "field.FromUserName": "Sender",
  "field.CreateTime": "Time",
  "field.MsgType": "Kind of message",
  "field.MsgId": "Message number",
  "field.Content": "Text",
  "field.Recognition": "Words of a voice message",
  "field.Event": "Event",
  "field.EventKey": "What it is about",
} as const;
