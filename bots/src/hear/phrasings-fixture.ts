import type { Wish } from "./phrasings.ts";

/** What people say and type, dialect and typing errors included, with what they want by it. */
export const PHRASINGS: Readonly<Record<Wish, string>> = {
  person: `
    人工|人工服务|转人工|我要人工|给我转人工|转人工客服|人工客服|找人工|有没有人工啊|我想找个人说话|帮我接个人工|转坐席|接线员|我要跟人说|叫你们领导接电话|找你们领导
    别跟我机器说话|真人|能不能换个人|客服|我要找客服|活人接一下|人工人工人工|麻烦转一下人工，谢谢|operator|I want to talk to a person
    agent please|human|representative|can I speak to somebody`,
  repeat: `
    再说一遍|没听清|没听见|没听懂|重复一遍|再讲一遍|再播一次|听不清|没听明白|你说啥，没听清楚|再来一遍|什么意思|repeat|say that again|again
    pardon|重复|重听`,
  language: `
    英语|英文服务|说英语|English|English please|我要英文|换普通话|说中文|Chinese please`,
  menu: `
    返回|主菜单|返回主菜单|重新开始|你都能干啥|能办什么业务|你会什么|有什么功能|main menu|go back|what can you do|start over
    从头来`,
  bye: `
    没有了|没了|没事了|没别的了|不用了|再见|拜拜|就这样吧|挂了|没什么了|好了|行了谢谢|谢谢|没其他事了|没有其他了|bye|goodbye|thank you
    nothing else|that's all|no thanks|thanks`,
  urge: `
    催一下|催办|帮我催催|我要催单|催一下维修|再催催他们|怎么还没人来|咋还没人来修|为啥还不来|怎么还没修好|怎么还没处理|等了一上午没人来|等了三天了还没人来
    等半天了没人来|没人来修|没人管|报了没人管|快点来修|能不能快点|赶紧派人来|赶紧来修|为什么一直没人上门|咋还不给修|等了两个小时都没人|催促一下工单|hurry up
    nobody came|nobody has come yet|I'm still waiting|no one came|昨天报的，到现在没人来|师傅怎么还没到|怎么还不处理
    speed it up`,
  callback: `
    给我回电话|回个电话|让人给我回电|回电|稍后再打给我|等会再打给我|你们给我打回来|登记回电|给我打个电话吧|让师傅联系我|不想等了，给我打电话|预约电话|回拨|晚点联系我
    有空给我回个电话|call me back|please call back|ring me later|call me`,
  case: `
    几点来|什么时候来|啥时候来修|多会来|什么时候上门|几点上门啊|师傅几点到|维修师傅到哪了|我的工单|工单进度|查工单|工单到哪了|我报修的怎么样了|报修进度|处理得怎么样了
    处理到哪一步了|上次反映的问题处理了吗|昨天报修的有结果吗|有没有派人|派人了没|派了没有|什么时候能修好|多久能修好|啥时候能来人|什么时候派人来|办得咋样了
    修的人什么时候来|人在哪呢，几点到|进展如何|投诉处理结果|我的报修有进展没|我反应的问题怎么样了|何时上门|多久来|when will they come|my case
    case status|when are you coming|any progress|what is the status`,
  "private-alteration": `
    举报私改|我要举报|楼下私自加装暖气片|邻居私接暖气|有人偷热|偷放暖气水|楼上私拆|举报邻居放水|有人加泵|怀疑邻居偷接地暖|隔壁偷暖|邻居私自改管道|有人窃热
    他家放暖气水洗衣服|illegal pipe work|私装循环泵`,
  leak: `
    漏水|漏水了|家里漏水|暖气漏水|暖气片漏水了|管子漏水|跑水了|水管爆了|爆管|接头滴水|阀门滴水|分水器渗水|楼道漏水|楼上漏水|暖气管裂了|地上全是水|屋里都是水|满地水
    阀门冒水|暖气喷水|滋水|往外淌水|水漫出来了|厨房管道漏了|家里淹了|地暖漏水|主管道漏水|楼道里流水|管道破了|暖气片裂了|楼前井里冒水|路上爆管了|发大水了|漏水漏得厉害
    there is a leak|a pipe burst|water everywhere|my radiator is leaking|dripping water
    the flat is flooded`,
  "no-heat-building": `
    整栋楼都不热|整楼没暖气|我们楼都不热|整个单元都不热|全楼停暖|停暖了|停热了|是不是停暖了|停供了吗|小区没供暖|小区停热|我们单元都是凉的|楼上楼下都不热|邻居家也都不热
    左右邻居都不热|一栋楼都冰凉|这栋楼都没暖气|全小区都停了|家家都不热|停气了|没供热|还没来暖气|没来暖|好几栋楼都不热|整栋楼从今天早上就凉了
    no heat in the building|the whole building is cold|is there an outage|heating is off
    为什么停暖|怎么停热了|大家都不热`,
  "stop-restore": `
    报停|我要报停|怎么报停|办理报停|今年报停|停供怎么办|停用|暂停供热|今年不用暖了|今年不用供暖|冬天不要暖气了|房子没人住|没人住想停|空房报停|复热|恢复供热|恢复供暖
    重新开通暖气|开栓|怎么开栓|开通供暖|去年报停今年想恢复|恢复用热|今年想用热，重新开|我家不住人，要停|suspend heating|restore my heating
    stop the supply|reconnect`,
  history: `
    缴费记录|交费记录|查缴费记录|缴费明细|查一下交费历史|我交过费没有|交费成功了没|交上了没|缴费到账了没|到账了吗|钱到账没有|上次什么时候交的|去年交了多少
    什么时候交的费|上回交了多少钱|以前交的记录|查流水|我的收据|发票|开发票|要发票|票据在哪打|交费情况|付款记录|缴进去了没|我去年交没交费记录
    payment history|have I paid|receipt please|my payments|did my payment arrive`,
  "fee-question": `
    收费不对|收费不合理|怎么收费的|收费标准|收费标准是什么|为什么这么贵|怎么这么多钱|费用怎么比去年多|取暖费算错了|多收了|多收我钱了|乱收费|面积不对|面积算错了
    建筑面积怎么算|一平米多少钱|多少钱一平|单价多少|涨价了吗|为啥涨价|退费|我要退费|能退钱吗|退款|取暖费咋算的|咋收费|按套内面积还是建筑面积收费
    why is it so expensive|refund|you overcharged me|price per square metre|怎么又多了|暖气费收得太多`,
  fee: `
    查欠费|欠费|我欠费吗|欠多少钱|我欠多少|查一下欠费|有没有欠费|还欠不欠|取暖费|暖气费|暖气费多少钱|今年暖气费多少|采暖费查询|查取暖费|查费|查一下费用|查钱
    我家要交多少钱|该交多少|交多少|应交多少|还要交多少|交费|缴费|交暖气费|我要缴费|怎么交费|余额|查余额|账上还有钱吗|账户余额|滞纳金多少|供热费|热费查询|查账单
    查下我家的账|看看我欠不欠钱|欠了多少|有没有欠着的|查热力费|补交多少|暖气钱多少|how much do I owe|my bill|what do I owe
    balance|heating fee|check my balance|how much|pay my bill`,
  praise: `
    表扬|我要表扬|表扬一下师傅|给你们点赞|感谢维修师傅|师傅态度真好|服务很好|送锦旗|你们服务不错|师傅服务特别好|praise
    I want to praise the worker`,
  "not-warm": `
    不热|暖气不热|我家不热|家里不热|家里不暖和|屋里冷|屋里太冷了|屋子冷得很|冻死了|冻得受不了|暖气冰凉|暖气片冰凉|暖气片是凉的|地暖不热|地暖没热|暖气一点不热
    暖气不咋热|暖气不太热|暖气不怎么热|卧室不热|客厅不热|北屋不热|暖气片半截热|上热下凉，半边凉|室温不够|室温不达标|温度低|温度上不去|温度不达标|只有十五度
    屋里才16度|才十几度|不到18度|忽冷忽热|时热时凉|家里没暖气|没暖气|家里没热气儿|暖气没热|暖气拔凉拔凉的|冰手|冷飕飕|屋里瓦凉|挺冷的|家里老冷了|暖汽不热
    暖气布热家里冷|家里凉哇哇的，很冷|老人冻感冒了|孩子冻病了|回水凉|回水管是凉的|暖气温乎都没有，不暖|家里贼冷|my flat is cold
    the radiator is cold|not warm|it is freezing|no heat|the heating doesn't work
    the heating is not working|radiators are cold|cold room`,
  report: `
    报修|我要报修|维修|修暖气|修一下|坏了|暖气坏了|出问题了|暖气有问题|出故障了|故障|暖气出毛病了|需要上门|上门看看|派人来看看|反映个问题|反映一下情况|repair
    I want to report a problem|something is broken|fix it please|report a fault`,
  other: `
    噪音大|换热站噪声大|泵响得睡不着|管道响|井盖坏了没盖|路面没恢复|挖的路没填|有异味|投诉|我要投诉|提个意见|提建议|noise at night
    I want to complain`,
};
