export const slips = {
  "slip.title": "催缴单据查验",
  "slip.ours": "确为我公司出具",
  "slip.not-ours": "这不是我公司出具的单据",
  "slip.not-ours.what":
    "请先核对校验码有没有输错。仍然查不到的，请不要付款，不要扫单据上的收款码，并致电客服热线。",
  "slip.open": "所列费用尚未结清",
  "slip.settled": "所列费用现在没有未清的",
  "slip.what": "单据",
  "slip.issued": "出具时间",
  "slip.office": "出具单位",
  "slip.to": "致",
  "slip.pay":
    "请只在营业厅、自助机或我公司公众号缴费，并索取收据。我公司人员不用个人收款码收费；单据上的二维码只供查验，不能付款。",
  "slip.qr": "扫码查验真伪",
  "slip.qr.about": "扫码或打开网址输入校验码，可查验本单是否为我公司出具、是否已结清：",
  "slip.not-set-up": "没有设置单据密钥，本单不带查验码。",
};
