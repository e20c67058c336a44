import { document } from './shared.ts';

/** Sentences of one stage each, all invented, and pages that say them. */
export const SAYS = {
  /** 引流，警惕 */
  lure: '搞个副业，挣几千零花钱不是梦。课余两个小时，在宿舍就能做。',
  /** 诱导投入，警惕 */
  stake: '本金自己先垫付，三单一起返还。',
  /** 收割，高危 */
  harvest: '检测到您的任务未完成，已卡单。请在 30 分钟内充值 2980 元补单，完成连单才能提现。',
} as const;

export function saying(...sentences: string[]): { body: string } {
  return { body: document('随便看看', sentences.map((sentence) => `<p>${sentence}</p>`).join('\n')) };
}
