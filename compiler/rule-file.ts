import * as v from 'valibot';
import { LEVELS, STAGES } from '../engine/rule.ts';

/**
 * The file formats of rules/, as valibot schemas: the single source for validation, for the editors' JSON Schema
 * (rules/rule.schema.json) and for the types. YAML is read with the failsafe schema, so every scalar arrives as a string.
 */

const text = (what: string, max = 400) =>
  v.pipe(
    v.string(`${what}要写成文字`),
    v.trim(),
    v.nonEmpty(`${what}不能空着`),
    v.maxLength(max, `${what}太长，最多 ${max} 字`),
  );

const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, '只能用小写字母、数字和连字符，例如 phone-only-job'),
);

const count = (what: string, min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, `${what}要写成整数`),
    v.transform(Number),
    v.minValue(min, `${what}不能小于 ${min}`),
    v.maxValue(max, `${what}不能大于 ${max}`),
  );

const phrases = (what: string) =>
  v.pipe(v.array(text(what, 400), `${what}要写成列表`), v.minLength(1, `${what}至少要有一条`));

const stageSchema = v.picklist(STAGES, `stage 只能是 ${STAGES.join('、')} 之一`);

const strengthSchema = v.picklist(['strong', 'medium', 'weak'], 'strength 只能是 strong、medium、weak 之一');

const signalEntries = {
  stage: stageSchema,
  strength: strengthSchema,
  phrases: phrases('话术'),
  except: v.optional(phrases('except')),
};

const signalSchema = v.strictObject(signalEntries);

/** A signal of a rule's own may also be found by what the wording weighs, as evidence of its category. */
const ownSignalSchema = v.variant(
  'wording',
  [
    v.strictObject({ ...signalEntries, wording: v.exactOptional(v.never()) }),
    v.strictObject({
      stage: stageSchema,
      strength: strengthSchema,
      wording: v.picklist(['true'], 'wording 只能写 true'),
    }),
  ],
  ({ expected }) => (expected === 'Object' ? '信号下面要写 stage、strength 和 phrases' : 'wording 只能写 true'),
);

const COMBO_LEVELS = LEVELS.filter((level) => level !== 'none');
const levelSchema = v.picklist(COMBO_LEVELS, `level 只能是 ${COMBO_LEVELS.join('、')} 之一`);

const comboSchema = v.pipe(
  v.strictObject({
    all: v.optional(phrases('信号名')),
    of: v.optional(phrases('信号名')),
    least: v.optional(count('least', 2, 10)),
    within: v.optional(count('within', 2, 2000)),
    level: levelSchema,
  }),
  v.check((combo) => (combo.all === undefined) !== (combo.of === undefined), '组合要么写 all，要么写 of，二选一'),
  v.check(
    (combo) => (combo.of === undefined) === (combo.least === undefined),
    '写了 of 就要写 least（至少命中几个），写 all 则不写',
  ),
);

const sourceSchema = v.strictObject({
  title: text('出处标题', 200),
  publisher: text('出处机构', 80),
  date: v.pipe(
    v.string(),
    v.regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/, '日期写成 2023、2023-03 或 2023-03-01，不知道就留空'),
  ),
  url: v.optional(v.pipe(v.string(), v.url('网址写不对'))),
});

export const ruleSchema = v.strictObject({
  id: slug,
  title: text('title', 40),
  aliases: v.optional(v.array(text('别名', 30))),
  category: slug,
  status: v.picklist(['draft', 'trial', 'stable', 'retired'], 'status 只能是 draft、trial、stable、retired 之一'),
  summary: text('summary', 160),
  next: text('next', 120),
  excuse: v.optional(text('excuse', 120)),
  guidance: slug,
  sources: v.pipe(v.array(sourceSchema), v.minLength(1, '至少写一条出处')),
  signals: v.optional(v.record(text('信号名', 20), ownSignalSchema)),
  match: v.pipe(v.array(comboSchema), v.minLength(1, '至少写一个组合')),
  unless: v.optional(v.array(slug)),
  examples: v.strictObject({
    match: v.pipe(
      v.array(
        v.strictObject({
          text: text('例句', 600),
          from: v.picklist(['真实', '改写', '编写'], 'from 只能是 真实、改写、编写 之一'),
          level: v.optional(levelSchema),
          note: v.optional(text('note', 120)),
        }),
      ),
      v.minLength(2, '至少写两句必须命中的例句'),
    ),
    clean: v.pipe(
      v.array(v.strictObject({ text: text('例句', 600), note: text('note', 120) })),
      v.minLength(2, '至少写两句必须安静的相似句'),
    ),
  }),
});

export const signalsFileSchema = v.strictObject({
  signals: v.record(text('信号名', 20), signalSchema),
  /** Shared signals that rules keep naming together: one name for what fills the same slot of a combo. */
  slots: v.optional(
    v.record(
      text('槽名', 20),
      v.pipe(v.array(text('信号名', 20)), v.minLength(2, '一个槽至少两个信号，只有一个就直接写它')),
    ),
  ),
});

const exemptionSchema = v.strictObject({
  id: slug,
  title: text('title', 40),
  scope: v.picklist(
    ['phrase', 'clause', 'after', 'block', 'near'],
    'scope 只能是 phrase、clause、after、block、near 之一',
  ),
  markers: phrases('标记'),
  except: v.optional(phrases('except')),
  least: v.optional(count('least', 1, 10)),
  reach: v.optional(count('reach', 0, 40)),
  through: v.optional(text('through', 60)),
  stages: v.optional(v.array(stageSchema)),
  even_with_contact: v.optional(v.picklist(['true', 'false'])),
  every_rule: v.optional(v.picklist(['true', 'false'])),
  note: v.optional(text('note', 400)),
});

/** The exemptions, and which shared signals void them. */
export const exemptionsSchema = v.strictObject({
  voided_by: v.optional(v.array(text('信号名', 20))),
  exemptions: v.array(exemptionSchema),
});

export const variantsSchema = v.strictObject({
  characters: v.optional(v.record(v.string(), text('替换成的字', 8))),
  classes: v.record(
    text('变体类名', 20),
    v.strictObject({
      to: text('to', 20),
      spellings: phrases('写法'),
      only_in_phrases: v.optional(v.picklist(['true', 'false'])),
      note: v.optional(text('note', 400)),
    }),
  ),
});

export const categoriesSchema = v.record(
  slug,
  v.strictObject({
    name: text('name', 20),
    aliases: v.optional(v.array(text('别名', 30)), []),
    mps: v.optional(v.string(), ''),
    summary: text('summary', 300),
    never: v.optional(v.string(), ''),
    question: v.optional(text('question', 31)),
    first: text('first', 40),
    plain: text('plain', 20),
    revictim: v.optional(v.picklist(['true', 'false'])),
    script: v.pipe(
      v.array(v.strictObject({ stage: stageSchema, label: text('label', 12), detail: v.optional(text('detail', 60)) })),
      v.minLength(3, '剧本至少三步'),
      v.maxLength(6, '剧本至多六步'),
    ),
    sources: v.optional(v.array(sourceSchema)),
  }),
);

export const guidanceSchema = v.strictObject({
  guidance: v.record(
    slug,
    v.strictObject({
      lead: text('lead', 24),
      action: text('action', 16),
      steps: v.pipe(v.array(text('步骤', 120)), v.minLength(2), v.maxLength(6)),
      hotlines: v.array(v.string()),
      note: v.optional(v.string()),
    }),
  ),
  hotlines: v.record(
    v.string(),
    v.strictObject({
      name: text('name', 40),
      aliases: v.optional(v.array(text('别名', 30)), []),
      use: text('use', 120),
      note: v.optional(v.string()),
      source: v.optional(v.string()),
    }),
  ),
  sources: v.optional(v.array(sourceSchema)),
});

const english = v.pipe(v.string(), v.trim(), v.nonEmpty('不能空着'));

export const englishSchema = v.strictObject({
  categories: v.record(
    v.string(),
    v.strictObject({
      name: english,
      summary: english,
      /** Of every rule of the category, in place of its own. */
      next: english,
      excuse: english,
      never: v.optional(english),
      question: v.optional(english),
      first: english,
      plain: english,
      script: v.array(english),
    }),
  ),
  guidance: v.record(v.string(), v.strictObject({ lead: english, action: english, steps: v.array(english) })),
  hotlines: v.record(v.string(), v.strictObject({ name: english, use: english })),
});

export type RuleFile = v.InferOutput<typeof ruleSchema>;
export type SignalFile = v.InferOutput<typeof signalSchema>;
export type OwnSignalFile = v.InferOutput<typeof ownSignalSchema>;
export type SignalsFile = v.InferOutput<typeof signalsFileSchema>;
export type ExemptionFile = v.InferOutput<typeof exemptionSchema>;
export type VariantsFile = v.InferOutput<typeof variantsSchema>;
export type CategoriesFile = v.InferOutput<typeof categoriesSchema>;
export type GuidanceFile = v.InferOutput<typeof guidanceSchema>;
export type EnglishFile = v.InferOutput<typeof englishSchema>;
