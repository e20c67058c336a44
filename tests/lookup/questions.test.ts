import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import { describe, expect, test } from 'vitest';
import { URGENT_GUIDANCE } from '../../engine/catalog.ts';
import { Lookup } from '../../lookup/lookup.ts';
import { EVERYDAY, WORRIED } from './neighbours.ts';
import { A_WEEK, type Question, SEALED, TUNED, TYPED, TYPED_SEALED } from './questions.ts';

const lookup = new Lookup(ruleset, catalog);

/** Of TYPED_SEALED, when it was last measured. */
const MISSED = 10;
const MISSED_EVERYDAY = 3;

/** The answer in the terms of the table: whether it is one of those expected. */
function isAnswered([text, expected]: Question): boolean {
  const { kind, marks, urgent, category, official } = lookup.ask(text);
  const slug = Object.keys(catalog.categories).find((each) => catalog.categories[each] === category);
  const [what, ...more] = expected.split(' ');
  const named = kind === 'match' || kind === 'mention' || kind === 'definition' ? slug : undefined;
  switch (what) {
    case 'unknown':
      return kind === 'unknown' && marks.length === 0 && slug === undefined && urgent === undefined;
    case 'unnamed':
      return (kind === 'unknown' || kind === 'mention') && slug === undefined && urgent === undefined;
    case 'official':
      return kind === 'official' && official?.includes(more[0]!) === true && urgent === undefined;
    case 'happened':
      return urgent === catalog.guidance[URGENT_GUIDANCE] && (more.length === 0 || more.includes(named ?? ''));
    default:
      return named !== undefined && [what, ...more].includes(named);
  }
}

describe('人们真的会问的话', () => {
  test.each([...TUNED, ...TYPED, ...A_WEEK])('%s → %s', (...question) => {
    expect(isAnswered(question)).toBe(true);
  });

  test('没有照着调过的那一半：答对八成以上，平常的话一句也不冤枉', () => {
    const missed = SEALED.filter((question) => !isAnswered(question));
    expect(missed.length / SEALED.length).toBeLessThan(0.2);
    expect(missed.filter(([, expected]) => expected === 'unknown')).toEqual([]);
  });

  test('照人们打字的样子写的另一半：不比已经答对的少，也不多冤枉一句平常的话', () => {
    const missed = TYPED_SEALED.filter((question) => !isAnswered(question));
    expect(missed.length).toBeLessThanOrEqual(MISSED);
    expect(missed.filter(([, expected]) => expected === 'unknown').length).toBeLessThanOrEqual(MISSED_EVERYDAY);
  });
});

describe('号码是谁', () => {
  test.each([
    '冒充96110',
    '96110让我下载软件',
    '反诈中心让我转账',
    '卸载国家反诈中心App',
    '9611012',
    '95588说我的卡冻结了',
    '九六一一零让我下载软件',
    '0086-96110',
    '00571-96110',
  ])('%s：不说它是官方的', (question) => {
    expect(lookup.ask(question).kind).not.toBe('official');
  });
});

describe('名单里没有的号码', () => {
  test.each(['10086', '10086是真的吗', '10086打来的电话', '400-800-8820', '一零零八六', '138 0013 8000是谁'])(
    '%s：说没有它的记录，怎么自己找到真的',
    (question) => {
      const { kind, number, official } = lookup.ask(question);
      expect({ kind, number, official }).toEqual({ kind: 'unknown', number: true, official: undefined });
    },
  );

  test.each(['96110', '2026', '10086让我交话费', '明天的会议改到1点'])('%s：问的不是这样一个号码', (question) => {
    expect(lookup.ask(question).number).toBeUndefined();
  });
});

describe('已经发生了', () => {
  test.each([
    '会不会被骗',
    '怎样才能不被骗',
    '他让我转账我没转',
    '还没转钱',
    '您已转账成功',
    '我刚交了房租',
    '快递给我打电话了',
    '我刚付了款什么时候发货',
    '我已经付款了商家还没发货',
    '转账转错了怎么退',
    '银行卡密码输错三次被锁了',
    '密码告诉你了吧',
    '转2万给他靠谱吗',
    '他说钱转过去了我没收到',
    '说我的社保卡在武汉被盗刷',
    'should I send money to him',
  ])('%s：还没有发生', (question) => {
    expect(lookup.ask(question).urgent).toBeUndefined();
  });

  test.each(['我刚付了款还没发货，他把我拉黑了', '钱转过去对方不回', '我给了他验正码'])('%s：已经发生', (question) => {
    expect(lookup.ask(question).urgent).toBeDefined();
  });

  test('收到的话很长，里面说的转账不是问的人做的', () => {
    const received = `尊敬的客户，我们已经把钱转给了商家，${'请您耐心等待订单处理，如有疑问请联系在线客服。'.repeat(4)}`;
    expect(lookup.ask(received).urgent).toBeUndefined();
  });
});

describe('平常的词', () => {
  test.each(
    '工作 租房 兼职 借钱 理财 信用卡 社保 发票 优惠券 直播 皮肤 相亲 培训 视频会议 摄像头 比特币 孩子要开家长会 花呗怎么还款 支付宝怎么绑定银行卡 老师让我交作业 领导让我写材料'.split(
      ' ',
    ),
  )('%s：没有记录', (question) => {
    expect(lookup.ask(question).kind).toBe('unknown');
  });
});

// Asked how, as everybody does of everyday things: then no name is heard in it by its sound (跑份).
test.each([
  ['跑份怎么赚', '跑份怎麼賺'],
  ['怎么申请社保卡', '怎麼申請社保卡'],
])('%s：用繁体问，答的一样', (simplified, traditional) => {
  expect({ ...lookup.ask(traditional), query: '' }).toEqual({ ...lookup.ask(simplified), query: '' });
});

describe('近似的话术', () => {
  test.each(EVERYDAY)('%s：没有记录，也不拿别的来凑', (question) => {
    const { kind, similar } = lookup.ask(question);
    expect([kind, similar]).toEqual(['unknown', []]);
  });

  test.each(WORRIED)('%s：推荐的要么是同一类，要么名字就在话里', (question) => {
    const { category, similar } = lookup.ask(question);
    const strange = similar.filter(({ rule }) => {
      const { title, aliases, category: slug } = catalog.rules[rule]!;
      const isNamed = [title, ...aliases].some((name) => sharesWord(name, question));
      return catalog.categories[slug] !== category && !isNamed;
    });
    expect(strange).toEqual([]);
  });

  test('收走了不相干的，相干的还在：多数有类别的问题，推荐的仍有同一类的', () => {
    const kept = WORRIED.filter((question) => lookup.ask(question).similar.length > 0);
    expect(kept.length).toBeGreaterThanOrEqual(15);
  });
});

/** Three characters that stand in both. */
function sharesWord(name: string, question: string): boolean {
  return Array.from({ length: Math.max(0, name.length - 2) }, (_, at) => name.slice(at, at + 3)).some((word) =>
    question.includes(word),
  );
}

describe('问的就是一种骗局的名字', () => {
  test.each([
    ['杀猪盘', '杀猪盘', 'romance'],
    ['杀猪盘是什么意思', '杀猪盘', 'romance'],
    ['刷单是什么', '刷单', 'brushing'],
    ['刷單靠譜嗎', '刷單', 'brushing'],
    ['安全账户是什么', '安全账户', 'authority'],
    ['荐股是不是骗局', '荐股', 'investment'],
    ['什么是跑分', '跑分', 'mule'],
    ['裸聊敲诈', '裸聊敲诈', 'sextortion'],
  ])('%s：说它是什么', (question, term, slug) => {
    const { kind, term: said, category, marks } = lookup.ask(question);
    expect({ kind, said, category, marks }).toEqual({
      kind: 'definition',
      said: term,
      category: catalog.categories[slug],
      marks: [],
    });
  });

  // Everyday things that liars speak of too, what has happened, and what is asked beside the name.
  test.each(
    '以房养老 百万保障是什么 投屏 代练靠谱吗 违约金 验证码 反诈中心 被骗的钱 被骗的钱能追回来吗 刷单被骗了怎么办 有人让我刷单 杀猪盘怎么骗人的'.split(
      ' ',
    ),
  )('%s：不说它是一种骗局', (question) => {
    expect(lookup.ask(question).kind).not.toBe('definition');
  });

  test.each(['怎么', '如何', '怎样'])('%s在前面，找到的和不写它一样', (asked) => {
    for (const name of ['退税', '补贴']) {
      expect({ ...lookup.ask(`${asked}${name}`), query: '', marks: [] }).toEqual({
        ...lookup.ask(name),
        query: '',
        marks: [],
      });
    }
    expect(lookup.ask(`${asked}刷单`).kind).toBe('definition');
  });

  test.each([
    ['退税', 'subsidy'],
    ['退税怎么弄', 'subsidy'],
    ['补贴怎么领', 'subsidy'],
    ['补贴', 'subsidy'],
    ['補貼是真的嗎', 'subsidy'],
  ])('%s：类别的半个名字，几条规则都这样叫，是提到', (question, slug) => {
    const { kind, category } = lookup.ask(question);
    expect([kind, category]).toEqual(['mention', catalog.categories[slug]]);
  });
});
