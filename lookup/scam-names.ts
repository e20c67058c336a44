import type { Catalog } from '../engine/catalog.ts';
import { bareText } from './bare-text.ts';

/**
 * Names that mean a scam and nothing else. Of all that tricks are called, many are everyday things that liars speak of
 * (投屏, 代练, 违约金, 百万保障): of these nothing more is said than that they are mentioned.
 */
const CONDEMNED = new RegExp(
  [
    '(?<!被)骗|(?<!反)诈|^虚假|^假|冒充|敲诈|勒索|钓鱼|伪基站|杀猪盘|裸聊|果聊|scam|sextortion|pigbutchering|safeaccount',
    '刷单|刷信誉|刷好评|连单|复合单|补单|修复单|修复金|解冻金|返本返佣|荐股|喊单|带单|牛股|稳赚不赔|保本保息',
    '安全账户|监管账户|资金清查|资金比对|自证清白|证明清白|跑分|培训贷|招转培|套路贷|ab贷|黑户|包下卡',
    '征信修复|修复征信|洗白征信|征信洗白|铲单|清空额度|民族资产|资产解冻|网赌|网上赌博|网络赌博|赌博网站|菠菜',
  ].join('|'),
);

/** A scam by its name. */
export interface Scam {
  category: string;
  /** The one trick that is called so; null where the name is that of the category. */
  rule: string | null;
  /** What is called so is told by its title, which says what is done, and not by a name people use. */
  isTitle: boolean;
}

/** Scams by their names, bare. */
export function scamNames({ categories, rules }: Catalog): Map<string, Scam> {
  const names = new Map<string, Scam>();
  const add = (name: string, scam: Scam) => {
    const bare = bareText(name);
    if (!/[…(]/.test(name) && !names.has(bare) && (scam.isTitle || CONDEMNED.test(bare))) names.set(bare, scam);
  };
  for (const [category, { name, aliases }] of Object.entries(categories)) {
    for (const text of [name, ...aliases]) add(text, { category, rule: null, isTitle: false });
  }
  for (const [rule, { title, aliases, phrases, category }] of Object.entries(rules)) {
    // A rule without phrases of its own goes by the sound of a whole text: its title names no trick.
    if (phrases.length > 0) add(title, { category, rule, isTitle: true });
    for (const alias of aliases) add(alias, { category, rule, isTitle: false });
  }
  return names;
}
