import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { learnSlices } from '../../compiler/learn-slices.ts';
import { NO_VOICE } from '../../compiler/wording-rules.ts';
import { Matcher } from '../../engine/matcher.ts';
import { isAlarm } from '../../engine/rule.ts';
import type { Ruleset, VoiceEntry } from '../../engine/ruleset.ts';
import { judge } from '../../engine/verdict.ts';
import { TOLD } from '../../engine/voice.ts';
import { ruleFile, rulesFolder } from './fixtures.ts';

const { ruleset } = await loadCompiled();
const withVoice = (voice: VoiceEntry, of: Ruleset = ruleset) => new Matcher({ ...of, voice });
const { own, told } = ruleset.voice;
/** Hears nothing. */
const deaf = withVoice(NO_VOICE);
/** Takes everybody for one who speaks for himself, and everybody for one who tells. */
const trusting = withVoice({ ...NO_VOICE, own: { ...own, line: Number.MIN_SAFE_INTEGER } });
const doubting = withVoice({ ...NO_VOICE, told: { ...told, line: Number.MAX_SAFE_INTEGER } });
const matcher = new Matcher(ruleset);

const rows = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text);
const alarms = (by: Matcher, text: string) => isAlarm(judge(by.scan(text)).level);

/** Words of news, of a verdict and of warning that the swindler wrote himself. */
const OWN = [
  '本群严禁刷单广告，发现即踢。群内为正规商家代拍，先垫付后返本金加佣金，五分钟到账，做满三单升级高佣群，垫付金额越高返得越多。',
  '谨防诈骗！本平台为持牌机构，放款前不收任何费用。您的额度已批，因卡号填写有误资金被冻结，请先转入3000元验证金解冻，验证后连同贷款一并到账。',
];
/** As a bubble of a chat holds it. */
const SPOKEN = [
  '我是市公安局民警，您涉嫌洗钱，请把资金转入安全账户配合清查。',
  '您的航班取消了，请点击链接填写银行卡号和验证码办理改签退款。',
  '奶奶，我把人撞了，人家要我先赔两万，先别告诉我爸妈',
];
/** A teller’s: the script word for word, and who tells it. */
const RETOLD = [
  '【反诈课堂】刷单骗局三步走：第一步，拉你进群，关注公众号就发红包；第二步，让你下载App做任务，小额返利让你尝到甜头；第三步，大额任务做完说操作失误账户冻结，要再充值才能提现。记住：刷单就是诈骗！',
  '求助！！我被骗了，对方让我先交399入会费，说第一单就能返，后来又说连单要垫2000，做完说我超时卡单，要再垫5000才能一起提出来，我已经报警了，钱还能追回来吗',
  '这是我收到的短信，大家帮我看看是不是骗子：您的ETC已被停用，请点击链接重新认证，逾期将无法通行，输入银行卡号和验证码即可恢复。',
  '银行大厅告示：不法分子常说“账户异常要验资”“把钱转到安全账户”“下载会议软件共享屏幕”，还要求您不要挂电话不要告诉家人。遇到以上情况请拨打110。',
];

describe('Voice', () => {
  test('words of warning and of news hide no lure that the swindler wrote them round', () => {
    for (const text of OWN) {
      expect([text, alarms(deaf, text)]).toEqual([text, false]);
      expect([text, alarms(matcher, text)]).toEqual([text, true]);
    }
  });

  test('whoever copies a script to warn of it does not alarm', () => {
    for (const text of RETOLD) expect([text, alarms(matcher, text)]).toEqual([text, false]);
  });

  test('a sender’s name, a time or a button above or below a lure changes nothing', () => {
    for (const lure of SPOKEN) {
      for (const label of ['王警官', '消息', '客服', '小美', '群公告', '今天 10:23', '首页', '已读']) {
        for (const text of [`${label}\n\n${lure}`, `${lure}\n\n${label}`]) {
          expect([text, alarms(matcher, text)]).toEqual([text, true]);
        }
      }
    }
  });

  test('voids what covers whole blocks, not what denies a clause or what is quoted', () => {
    const ofBlocks = new Set(
      ruleset.exemptions.filter(({ scope }) => scope === 'block' || scope === 'near').map(({ id }) => id),
    );
    const isDenied = ({ exemption }: { exemption?: string }) =>
      ruleset.exemptions.some(({ id }) => id === exemption) && !ofBlocks.has(exemption!);
    const texts = rows('rules/wording/honest.jsonl').filter((_, index) => index % 5 === 0);
    const denied = texts.filter((text) => deaf.scan(text).some(isDenied));
    expect(denied.length).toBeGreaterThan(10);
    for (const text of denied) expect(trusting.scan(text).filter(isDenied)).toEqual(deaf.scan(text).filter(isDenied));
    const quoted = `记者看到的通知写着：“${OWN[0]!.slice(0, 100)}”`;
    expect(alarms(trusting, quoted)).toBe(alarms(deaf, quoted));
  });

  test('lowers what is told to a mention; never beside a way to contact the author', () => {
    const lures = rows('rules/wording/lures.jsonl').slice(0, 400);
    const lowered = lures.filter((text) => alarms(deaf, text) && !alarms(doubting, text));
    expect(lowered.length).toBeGreaterThan(100);
    const mentions = lowered.flatMap((text) => doubting.scan(text));
    expect(mentions.filter(({ exemption }) => exemption === TOLD).length).toBeGreaterThan(100);
    for (const text of lowered.slice(0, 40)) {
      const reachable = `${text}，加微信 abc12345`;
      expect([reachable, alarms(doubting, reachable)]).toEqual([reachable, alarms(deaf, reachable)]);
    }
  });

  test('told of a second robbery lowers danger to caution, and no further', () => {
    const again = '我们能帮你把被骗的钱追回来，先交500元立案费，三天到账';
    const levels = (by: Matcher) => by.scan(again).map(({ level }) => level);
    expect(levels(deaf)).toContain('danger');
    expect(levels(doubting)).toContain('caution');
    expect(levels(doubting)).not.toContain('danger');
    expect(levels(deaf).length).toBe(levels(doubting).length);
  });
});

describe('a voice that was learnt', () => {
  const folder = rulesFolder({
    'brushing/deposit.yaml': ruleFile({
      id: 'deposit',
      signals: `
  押金: { stage: stake, strength: medium, phrases: [先交押金] }
  退还: { stage: stake, strength: medium, phrases: [做完退] }
`,
      match: '  - { all: [押金, 退还], within: 60, level: caution }',
    }),
  });
  const { matcher: plain, loaded } = folder.load();
  afterAll(() => folder.remove());
  const lessons = (texts: string[], lure: boolean) =>
    texts.flatMap((text) => plain.voices(text)).map((slices) => ({ slices, lure, weight: 1 }));
  const learnt = learnSlices([
    ...lessons(['今晚开工先交押金，做完退，名额不多', '人手不够先交押金，做完退，来的抓紧'], true),
    ...lessons(['她说先交押金，做完退，我转头就走了', '对方让先交押金，做完退，我没理他'], false),
  ]);
  const heard = withVoice({ ...NO_VOICE, told: { ...learnt, line: 0 } }, loaded.ruleset);

  test('tells the one from the other by what stands round the words, before and behind them', () => {
    expect(alarms(heard, '人手不多先交押金，做完退，名额抓紧')).toBe(true);
    expect(alarms(heard, '对方说先交押金，做完退，我没理就走了')).toBe(false);
    expect(alarms(heard, '先交押金，做完退\n\n我没理他，转头就走了')).toBe(false);
  });

  test('a label above the words, a name or a time, is no voice; what leads them in with a pause is', () => {
    expect(alarms(heard, '我没理转头走了\n\n先交押金，做完退')).toBe(true);
    expect(alarms(heard, '我没理转头走了：\n\n先交押金，做完退')).toBe(false);
  });

  test('what stands further than two paragraphs from the words is another matter', () => {
    const paragraph = '昨天下了一天的雨，'.repeat(9);
    const far = `\n\n${paragraph}\n\n${paragraph}\n\n我没理他，转头就走了，她说对方让我转头`;
    expect(alarms(heard, `名额不多先交押金，做完退${far}`)).toBe(true);
  });
});
