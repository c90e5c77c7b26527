import { household as home, type Asked } from "./asked.ts";

/**
 * Households by the trap that they set, each with what is typed, divided by `|`, of which it must
 * come first.
 */
export const HOUSEHOLD_QUERIES: Readonly<Record<string, readonly Asked[]>> = {
  polyphones: [
    home({ name: "单雄信" }, "单雄信|雄信|shanxiongxin|danxiongxin|shanxx|单xiongxin|shan雄信"),
    home({ name: "曾令徽" }, "曾令徽|zenglinghui|cenglinghui|zeng令徽|zenglh|令徽"),
    home({ name: "解缙绅" }, "xiejinshen|jiejinshen|解jinshen|缙绅|xie jin shen"),
    home({ name: "乐毅夫" }, "yueyifu|leyifu|乐yifu|yueyf"),
    home({ name: "仇十洲" }, "qiushizhou|choushizhou|仇shizhou|qiusz|仇10洲"),
    home({ name: "查慎行" }, "zhashenxing|chashenhang|zhashenhang|查shen行|zhasx"),
    home({ name: "盖叫天" }, "gejiaotian|gaijiaotian|盖jiaotian|叫天"),
    home({ name: "刘茜" }, "刘茜|liuqian|liuxi|刘qian|刘xi"),
    home({ name: "钱曾" }, "qianzeng|qianceng|钱zeng|钱ceng"),
    home({ name: "朴信厚" }, "piaoxinhou|puxinhou|朴信hou|piaoxh"),
    home({ name: "区寄安" }, "oujian|qujian|区ji安|区寄安"),
    home({ name: "尉迟敬德" }, "yuchijingde|weichijingde|yuchi敬德|尉迟|敬德"),
    home({ name: "万俟卨" }, "moqixie|wansixie|万俟|moqi卨"),
    home({ name: "覃子豪" }, "qinzihao|tanzihao|覃zihao|qinzh"),
    home({ name: "王重阳" }, "wangchongyang|wangzhongyang|王chongyang|重阳|wangchongy"),
    home({ name: "长孙无忌" }, "zhangsunwuji|changsunwuji|长孙|无忌|zhangsunwj"),
  ],
  organisations: [
    home(
      { name: "解放路小学" },
      "解放路小学|jiefangluxiaoxue|xiefangluxiaoxue|jflxx|jiefang路小学",
    ),
    home({ name: "单身公寓管理处" }, "单身公寓|danshengongyu|shanshengongyu|dsgyglc|公寓管理处"),
    home({ name: "乐购商店" }, "乐购|legoushangdian|yuegoushangdian|lgsd|le购"),
    home({ name: "重庆老火锅" }, "chongqing|chongqinglaohuoguo|cqlhg|重庆火锅"),
    home({ name: "长安大戏院" }, "changandaxiyuan|chang'an大戏院|cadxy|长安戏院"),
    home({ name: "便宜坊烤鸭店" }, "bianyifang|pianyifang|便宜坊|byfkyd|烤鸭"),
    home({ name: "厦门海鲜酒楼" }, "xiamenhaixian|xmhxjl|厦门|海鲜酒楼"),
    home({ name: "弘正会计师事务所" }, "kuaijishi|hongzhengkuaiji|会计师|hzkjssws"),
    home({ name: "天籁音乐学校" }, "tianlaiyinyue|tlyyxx|音乐学校|yinyuexuexiao"),
    home({ name: "老六调味品商行" }, "tiaoweipin|laoliutiaowei|调味品|llt|老6调味品"),
    home({ name: "长乐宫洗浴中心" }, "changlegong|changyuegong|zhanglegong|长乐宫"),
    home({ name: "行知书店" }, "xingzhishudian|hangzhishudian|行知|xzsd"),
  ],
  "rare characters": [
    home({ name: "𠮷田茂" }, "𠮷田茂|𠮷田|田茂|𠮷tian茂"),
    home({ name: "郝㛃" }, "郝㛃|haojie|hao㛃"),
    home({ name: "阎䶮" }, "阎䶮|yanyan|阎yan|䶮"),
    home({ name: "苗喆" }, "苗喆|miaozhe|miao喆|苗zhe"),
    home({ name: "穆燊燊" }, "穆燊燊|mushenshen|燊燊|穆ss|mushen燊"),
    home({ name: "裴頔彧" }, "裴頔彧|peidiyu|pei頔|頔彧"),
    home({ name: "甪里先", address: "甪直里7号楼1单元302" }, "甪里先|luli先|甪直里|甪直里7-1-302"),
  ],
  dots: [
    home(
      { name: "买买提·艾力" },
      "买买提·艾力|买买提•艾力|买买提・艾力|买买提．艾力|买买提‧艾力|买买提.艾力|买买提 艾力|" +
        "买买提艾力|艾力|maimaitiaili|mmtal|艾力 买买提|maimaiti aili|mai买提",
    ),
    home(
      { name: "迪丽热巴•迪力木拉提" },
      "迪丽热巴·迪力木拉提|迪丽热巴|dilireba|dilireba·dilimulati|迪力木拉提|迪丽热巴迪力木拉提",
    ),
    home({ name: "古丽‧热合曼" }, "古丽·热合曼|古丽热合曼|gulireheman|热合曼|guli热合曼"),
    home({ name: "John Smith" }, "John Smith|john·smith|johnsmith|SMITH|ｓｍｉｔｈ"),
  ],
  umlaut: [
    home({ name: "吕奉先" }, "lvfengxian|lufengxian|lyufengxian|lüfengxian|lǚfengxian|lv奉先|lvfx"),
    home({ name: "绿地物业" }, "lvdiwuye|ludiwuye|lyudiwuye|lüdi|ldwy"),
    home({ name: "女子中学" }, "nvzizhongxue|nuzizhongxue|nyuzizhongxue|nüzi|nzzx"),
    home({ name: "徐霞克" }, "xuxiake|xvxiake|xüxiake|xu霞克"),
    home({ name: "铝材加工厂" }, "lvcai|lucaijiagong|lyucaijiagongchang|lcjgc"),
  ],
  "communities within words": [
    home({ name: "翠湖社区居委会" }, "翠湖社区居委会|翠湖社区|cuihushequ|居委会|chsqjwh"),
    home({ name: "幸福小区业主委员会" }, "幸福小区业主委员会|业主委员会|幸福小区业主|yezhuweiyuan"),
    home({ name: "3号楼便民超市" }, "3号楼便民超市|三号楼便民超市|便民超市|3号楼便民|bmcs"),
    home({ name: "5#热力点" }, "5#热力点|热力点|5#热力|relidian"),
    home({ name: "老小区改造办公室" }, "老小区改造|老小区|laoxiaoqugaizao|改造办公室|改造办"),
    home(
      { name: "宋江水", address: "东小区里12号楼2单元702" },
      "东小区里12-2-702|东小区里|东小区 12号楼 702",
    ),
    home(
      { name: "葛铁匠", address: "公社区公所宿舍2号楼1单元101" },
      "公社区公所|区公所宿舍2-1-101|公社区公所宿舍",
    ),
    home(
      { name: "霍元", address: "单元房大院9号楼3单元603" },
      "单元房大院|单元房大院9-3-603|danyuanfang9-3-603|单元房 9号楼603",
    ),
  ],
  numerals: [
    home(
      { name: "鲁一平", address: "三元里五号楼二单元五〇一" },
      "三元里5-2-501|3元里5号楼2单元501|sanyuanli5-2-501|三元里五号楼二单元五零一|三元里5#501|" +
        "五号楼 三元里 501|三元里05-02-501",
    ),
    home(
      { name: "一分利文具店", address: "二道街十二号楼三单元一千二百零一" },
      "一分利|1分利|yifenli|二道街12-3-1201|2道街十二号楼1201|12号楼3单元1201 二道街",
    ),
    home(
      { name: "十二中家属院传达室", address: "十二中家属院A座1203" },
      "十二中|12中|12中家属院|shierzhong|十二中家属院a座1203|十二中家属院A-1203|十二中 1203",
    ),
    home(
      { name: "鲍四季", address: "四季青18栋2门602室" },
      "四季青18-2-602|4季青十八栋|sijiqing18-2-602|四季青18号楼二单元602|sjq18-2-602|602室 四季青",
    ),
    home(
      { name: "卜两双", address: "百家湖两栋一单元两〇两" },
      "百家湖2-1-202|百家湖2号楼202|baijiahu2栋202|百家湖二栋一单元二零二",
    ),
  ],
  "mixed scripts": [
    home(
      { name: "诸葛瑾瑜", address: "红旗里6号楼1单元401" },
      "zhuge瑾瑜|诸葛jinyu|诸葛瑾yu|zhuge jinyu|zhugejy|zhuge 红旗li|瑾yu 401|hongqi里6-1-401|" +
        "红qi里6-1-401|ZHUGE瑾瑜|ｚｈｕｇｅ",
    ),
    home({ name: "KTV麦霸欢唱" }, "ktv麦霸|KTV麦霸|麦霸|ktvmaiba|ＫＴＶ麦霸"),
    home({ name: "7天酒店铁道店" }, "7天酒店|七天酒店|7tianjiudian|7tian|tiedaodian|７天"),
  ],
  initials: [
    home({ name: "慕容屏翳" }, "mrpy|murongpy|慕容py|rpy"),
    home({ name: "欧阳娥皇", address: "屏山里8号楼2单元802" }, "oyeh|ouyangeh|oyeh 802|oyeh psl"),
    home({ name: "第五琦" }, "dwq|diwuq|第五q|第5琦"),
  ],
};
