export const wechat = {
  "issue.not-an-openid": "应为微信的用户标识",
  "issue.not-a-word": "应为字母、数字或下划线",
  "field.xml": "消息",
  "field.ToUserName": "公众号",
  "field.FromUserName": "发送者",
  "field.CreateTime": "发送时间",
  "field.MsgType": "消息类型",
  "field.MsgId": "消息编号",
  "field.Content": "内容",
  "field.Recognition": "语音识别结果",
  "field.Event": "事件",
  "field.EventKey": "事件内容",
} as const;
