import type { Advice, Hotline } from '../../advice/guidance.ts';
import type { CategoryText, GuidanceText, RuleText } from '../../engine/catalog.ts';
import type { Stage, Strength } from '../../engine/rule.ts';
import type { CardFinding } from '../card-matter.ts';
import type { Said } from '../telling.ts';

/** Invented matter for the playground: short and long, one finding and many. */

export const hotlines: Hotline[] = [
  { number: '110', name: '报警电话', use: '已经转账、正在被骗，或受到威胁时马上打，越快越可能止付。' },
  { number: '96110', name: '反诈预警劝阻咨询专线', use: '拿不准是不是骗局时打来问；它来电也请接听。它不是报警电话。' },
  { number: '国家反诈中心App', name: '国家反诈中心 App', use: '举报线索、查风险账户和网址；只从应用商店下载。' },
];

export const brushing: CategoryText = {
  name: '刷单返利',
  aliases: [],
  mps: '刷单返利类',
  summary: '用轻松的小任务招人，先真的返几笔小钱，再让人自己垫钱做大单。',
  never: '正规兼职不会让人先垫钱，刷单、刷信誉本身就违法。',
  question: '',
  first: '不加好友，不进群，也别先付钱；要先垫钱的活，别接。',
  plain: '叫人做小任务挣钱，再要人垫钱',
  script: [
    { stage: 'lure', label: '招点赞员、刷单员' },
    { stage: 'trust', label: '小任务先返几元' },
    { stage: 'stake', label: '垫钱做连单、组合单' },
    { stage: 'harvest', label: '说卡单，要你补单' },
    { stage: 'revictim', label: '再收修复金、个税' },
  ],
};

export const neverPrepay: GuidanceText = {
  lead: '先别付钱，也别加对方',
  action: '先不付，教我核实',
  steps: [
    '不加好友，不进群，也别先付钱；要先垫钱的活，别接。',
    '凡是要你先垫钱、先充值、先交费的，都当作骗局处理。',
    '想弄清真假，自己搜公司全称，打官网或招聘平台上的电话问；拿不准，打 96110 问一问。',
    '已经付了钱，马上打 110，说清时间、金额和对方账户。',
    '已经加了对方，把他的话和账号截图留好，再退出群聊。',
  ],
  hotlines: ['110', '96110', '国家反诈中心App'],
};

export const phoneJob: RuleText = {
  title: '“有手机就能做”的兼职',
  aliases: ['手机兼职'],
  category: 'brushing',
  stage: 'lure',
  summary: '真兼职要面试、要合同；“零门槛、日结、有手机就行”是刷单骗局最常见的开场。',
  next: '让你加微信、下载小众 App，先返你几元到几十元，再让你垫钱。',
  excuse: '“名额有限，先到先得”“先别告诉家人，赚到再说”。',
  guidance: 'never-prepay',
  phrases: [],
  sources: [{ title: '网络诈骗出“新招” 平台治理需跟上', publisher: '澎湃新闻', date: '2023-03' }],
};

export const brushingTexts: Advice = { rule: phoneJob, category: brushing, guidance: neverPrepay, hotlines };

/** Of a page that has come to the third step. */
export const stakeTexts: Advice = {
  ...brushingTexts,
  rule: {
    ...phoneJob,
    next: '你钱不够时，会劝你找亲友借、开网贷“就差这一单”。',
    excuse: '“系统随机派的，大家都做，退不了”。',
  },
};

function said(stage: Stage, quote: string, strength: Strength = 'medium'): Said {
  return { stage, strength, quote };
}

export const lureFinding: CardFinding = {
  id: 'f1',
  rule: 'phone-only-job',
  category: 'brushing',
  level: 'danger',
  frameId: 0,
  paragraph: 1,
  stages: ['lure'],
  evidence: [said('lure', '大学生、宝妈首选，有手机就能做'), said('lure', '加薇❤：abc12345')],
};

export const stakeFinding: CardFinding = {
  id: 'f2',
  rule: 'prepaid-order',
  category: 'brushing',
  level: 'danger',
  frameId: 0,
  paragraph: 2,
  stages: ['stake', 'silence'],
  evidence: [said('stake', '本金自己先垫，三单一起返'), said('silence', '这个渠道不外传，家里人先别说')],
};

export const manyFindings: CardFinding[] = [
  lureFinding,
  stakeFinding,
  {
    id: 'f3',
    rule: 'long',
    category: 'brushing',
    level: 'danger',
    frameId: 0,
    paragraph: 3,
    stages: ['harvest'],
    evidence: [
      said(
        'harvest',
        '由于您连单操作超时系统已自动冻结账户余额，需在两小时内补足差额并完成信用修复任务后，本金佣金一并原路退回到您绑定的银行卡，逾期将视为自动放弃',
      ),
      said('harvest', '最后10分钟', 'weak'),
      said('lure', 'https://t.me/averylonghandlewithoutanybreakingopportunity_0123456789'),
    ],
  },
];

export const longTexts: Advice = {
  rule: {
    ...phoneJob,
    next: '先让你在陌生的 App 里完成三单一组的任务，前两组真的返款，第三组金额忽然变大，并且要求连续做完才能提现；你一犹豫，群里的“老学员”就会晒出提现截图。',
    excuse: '“系统是自动的，客服也改不了”“你不补，前面的钱就都没了”“别人都提出来了，就差你这一步”。',
  },
  category: {
    ...brushing,
    name: '冒充电商物流客服与虚假贷款代办信用卡',
    script: brushing.script.map((step) => ({ ...step, label: `${step.label}，催着走` })),
  },
  guidance: { ...neverPrepay, lead: '先停下来，别转账，也别给验证码', action: '先不付也不给验证码，教我一步步核实' },
  hotlines,
};
