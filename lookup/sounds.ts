/**
 * How characters sound, for words typed by ear or by voice (验正码, 荐谷). The first level of GB 2312 holds the everyday
 * characters sorted by sound, so the first character of each syllable tells all of them; the decoder brings the rest.
 */
const SYLLABLES =
  'a啊ai埃an鞍ang肮ao凹ba芭bai白ban斑bang邦bao苞bei杯ben奔beng崩bi逼bian鞭biao标bie鳖bin彬bing兵bo玻bu捕ca擦' +
  'cai猜can餐cang苍cao操ce厕ceng层cha插chai拆chan搀chang昌chao超che车chen郴cheng撑chi吃chong充chou抽chu初chuai揣' +
  'chuan川chuang疮chui吹chun春chuo戳ci疵cong聪cou凑cu粗cuan蹿cui摧cun村cuo磋da搭dai大dan耽dang当dao刀de德deng蹬' +
  'di堤dian颠diao碉die跌ding丁diu丢dong东dou兜du都duan端dui堆dun墩duo掇e蛾en恩er而fa发fan藩fang坊fei菲fen芬' +
  'feng丰fo佛fou否fu夫ga噶gai该gan干gang冈gao篙ge哥gei给gen根geng耕gong工gou钩gu辜gua刮guai乖guan棺guang光gui瑰' +
  'gun辊guo锅ha哈hai骸han酣hang夯hao壕he呵hei嘿hen痕heng哼hong轰hou喉hu呼hua花huai槐huan欢huang荒hui灰hun荤' +
  'huo豁ji击jia嘉jian歼jiang僵jiao蕉jie揭jin巾jing劲jiong炯jiu揪ju鞠juan捐jue撅jun均ka喀kai开kan刊kang康kao考' +
  'ke坷ken肯keng坑kong空kou抠ku枯kua夸kuai块kuan宽kuang匡kui亏kun坤kuo括la垃lai莱lan蓝lang琅lao捞le勒lei雷leng棱' +
  'li厘lia俩lian联liang粮liao撩lie列lin琳ling拎liu溜long龙lou楼lu芦lv驴luan峦lve掠lun抡luo萝ma妈mai埋man瞒mang芒' +
  'mao猫me么mei玫men门meng萌mi眯mian棉miao苗mie蔑min民ming明miu谬mo摸mou谋mu拇na拿nai氖nan南nang囊nao挠ne呢' +
  'nei馁nen嫩neng能ni妮nian蔫niang娘niao鸟nie捏nin您ning柠niu牛nong脓nu奴nv女nuan暖nve虐nuo挪o哦ou欧pa啪pai拍' +
  'pan攀pang乓pao抛pei呸pen喷peng砰pi坯pian篇piao飘pie撇pin拼ping聘po坡pu扑qi期qia掐qian牵qiang枪qiao橇qie切' +
  'qin钦qing青qiong琼qiu秋qu趋quan圈que缺qun裙ran然rang瓤rao饶re惹ren壬reng扔ri日rong戎rou揉ru肉ruan软rui蕊' +
  'run闰ruo若sa撒sai腮san三sang桑sao搔se瑟sen森seng僧sha莎shai筛shan珊shang墒shao梢she奢shen砷sheng声shi师shou收' +
  'shu蔬shua刷shuai摔shuan栓shuang霜shui谁shun吮shuo说si斯song松sou搜su苏suan酸sui虽sun孙suo蓑ta塌tai胎tan坍' +
  'tang汤tao掏te特teng藤ti梯tian天tiao挑tie贴ting厅tong通tou偷tu凸tuan湍tui推tun吞tuo拖wa挖wai歪wan豌wang汪' +
  'wei威wen瘟weng嗡wo挝wu巫xi昔xia瞎xian掀xiang相xiao萧xie楔xin薪xing星xiong兄xiu休xu墟xuan轩xue靴xun勋ya压' +
  'yan焉yang殃yao邀ye椰yi一yin茵ying英yo哟yong拥you幽yu迂yuan鸳yue曰yun耘za匝zai栽zan咱zang赃zao遭ze责zei贼' +
  'zen怎zeng增zha扎zhai摘zhan瞻zhang樟zhao招zhe遮zhen珍zheng蒸zhi芝zhong中zhou舟zhu珠zhua抓zhuai拽zhuan专zhuang桩' +
  'zhui椎zhun谆zhuo捉zi兹zong鬃zou邹zu租zuan钻zui嘴zun尊zuo昨';

/** Mistaken for each other by their looks. */
const LOOK_ALIKE = ['刷涮', '已己', '租粗', '洗冼'];

let sounds: Map<string, string> | null = null;

/** Alike for all who do not tell zh from z, n from l, ng from n; the character itself where it is not an everyday one. */
export function soundOf(character: string): string {
  sounds ??= readSounds();
  return sounds.get(character) ?? character;
}

/** The character and those it is mistaken for by its looks. */
export function lookAlikes(character: string): string[] {
  return LOOK_ALIKE.flatMap((group) => (group.includes(character) ? [...group] : []));
}

function readSounds(): Map<string, string> {
  const syllables = new Map(
    Array.from(SYLLABLES.matchAll(/([a-z]+)(\P{ASCII})/gu), ([, sound, first]) => [first, sound]),
  );
  const decoder = new TextDecoder('gb2312');
  const found = new Map<string, string>();
  let sound = '';
  for (let zone = 0xb0; zone <= 0xd7; zone++) {
    for (let place = 0xa1; place <= 0xfe; place++) {
      const character = decoder.decode(new Uint8Array([zone, place]));
      sound = syllables.get(character) ?? sound;
      found.set(character, alike(sound));
    }
  }
  return found;
}

function alike(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/ng$/, 'n');
}
