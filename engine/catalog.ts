import type { Stage } from './rule.ts';

/**
 * The words of the ruleset: what people read on cards and in the popup. Compiled from the same YAML as the Ruleset
 * but kept apart from it (`virtual:catalog`), so that the scan script, which is in every page, carries no prose. How
 * long a text may be, and how many there may be, is in the schemas of compiler/rule-file.ts.
 */
export interface Catalog {
  /** Same version as the Ruleset's. */
  version: string;
  /** By rule id. */
  rules: Record<string, RuleText>;
  /** By category slug. */
  categories: Record<string, CategoryText>;
  /** By guidance id. */
  guidance: Record<string, GuidanceText>;
  /** By number, for example `96110`. */
  hotlines: Record<string, HotlineText>;
}

export interface RuleText {
  title: string;
  /** Other names people look this trick up by. */
  aliases: string[];
  category: string;
  /** The furthest step (`furthestStep`) that its own signals speak of; what `next` tells comes after it. */
  stage: Stage;
  /** One or two sentences: what the trick is. */
  summary: string;
  /** 接下来多半会: completes the sentence “接下来多半会……”. */
  next: string;
  /** 他会说: what the other side will say to keep the person going. */
  excuse: string;
  /** Guidance id. */
  guidance: string;
  /** Phrases as written in the file, for lookup and the catalog page. */
  phrases: string[];
  sources: { title: string; publisher: string; date: string }[];
}

export interface CategoryText {
  /** 简称, for example 刷单返利. */
  name: string;
  /** Other names people look it up by, for lookup; `…` stands for words between. */
  aliases: string[];
  /** Official name of the Ministry of Public Security's class, or '' where it has none. */
  mps: string;
  summary: string;
  /** What the real counterpart never does, one sentence; '' when there is no official line. */
  never: string;
  /**
   * Whether it is this trick, asked on a danger card in place of the stage's question; '' where that one fits. To be
   * answered 是 or 有 at every stage: who is asked about the wrong thing says no, and puts the card away.
   */
  question: string;
  /** What to do first, for somebody who has given nothing away yet: one sentence, before the steps of the guidance. */
  first: string;
  /** What it is, in the words of somebody who has never heard its name. */
  plain: string;
  /** The script's steps in the order a victim meets them; each names the stage it belongs to. */
  script: { stage: Stage; label: string }[];
}

export interface GuidanceText {
  /** Imperative for the card's heading, for example 先别加对方，也别付钱. */
  lead: string;
  /** Label of the default button, for example 先不付，教我核实. */
  action: string;
  /** Each one sentence. */
  steps: string[];
  /** Numbers of `hotlines`, most useful first. */
  hotlines: string[];
}

export interface HotlineText {
  name: string;
  /** Other names people ask for it by, for lookup. */
  aliases: string[];
  /** When to call it, one short sentence. */
  use: string;
}

/** Languages that surfaces speak. */
export type Language = 'zh-CN' | 'zh-TW' | 'en';

/** Stages as scripts have them for steps: who is told to keep silent is asked for the money next. */
const STEPS: readonly Stage[] = ['lure', 'trust', 'silence', 'stake', 'harvest', 'revictim'];

/** How far into a script a stage is, for comparing two. */
export function stepOf(stage: Stage): number {
  return STEPS.indexOf(stage);
}

/** The stage of these that is furthest into a script; the first of all where there are none. */
export function furthestStep(stages: readonly Stage[]): Stage {
  return STEPS.findLast((stage) => stages.includes(stage)) ?? 'lure';
}

/**
 * What to do about a trick: what is first of all right for its kind, then the steps that many kinds share. Most who read
 * them have paid nothing, and ask what to do now.
 */
export function guidanceAbout({ first }: CategoryText, guidance: GuidanceText): GuidanceText {
  return { ...guidance, steps: [first, ...guidance.steps] };
}

/** The guidance for those to whom it has happened. */
export const URGENT_GUIDANCE = 'stop-transfer';

/** The hotlines of these numbers, in their order; those that the catalog does not know are left out. */
export function hotlinesOf(
  numbers: readonly string[],
  hotlines: Catalog['hotlines'],
): (HotlineText & { number: string })[] {
  return numbers.flatMap((number) => (Object.hasOwn(hotlines, number) ? { number, ...hotlines[number]! } : []));
}
