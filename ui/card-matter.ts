import type { Advice } from '../advice/guidance.ts';
import type { AlarmLevel, Stage } from '../engine/rule.ts';
import { type Copy, fill } from './copy/copy.ts';
import type { InPlace } from './places.ts';
import type { Spoken } from './read-aloud.ts';
import { foremostSaid, type Said, tellingOf } from './telling.ts';

/** A finding as the card shows it. What frames report fits as it is. */
export interface CardFinding extends InPlace {
  id: string;
  rule: string;
  category: string;
  stages: Stage[];
  evidence: Said[];
}

/** Layout, picture and lead sentence of a card; the caller counts it up from card to card. */
export type Face = 0 | 1 | 2;

/**
 * The words of the findings, each once: the one that tells most, for it may be the only one shown, then those of the first
 * finding and of the others. What is part of more that is said is said as that, at its own place. Scraps are said only
 * where there is nothing better.
 */
export function quotesOf(findings: readonly CardFinding[]): string[] {
  const all = findings.flatMap(({ evidence }) => evidence);
  const said = tellingOf(foremostSaid(all).map(({ quote }) => quote));
  const longestFirst = [...said].sort((a, b) => b.length - a.length);
  return [...new Set(said.map((quote) => longestFirst.find((other) => other.includes(quote)) ?? quote))];
}

/**
 * The question for a danger card. Where the stage's does not fit the trick, the category's; who is told to keep silent is
 * asked about that, whatever the trick.
 */
function questionOf(copy: Copy, face: Face, asked: { stages: readonly Stage[] }, { category }: Advice): string {
  const stage = askedStage(asked);
  return (stage !== 'silence' && category.question) || (copy.card.questions[stage][face] ?? '');
}

/** The stage to ask about: of those in the leading finding, the furthest, and 封口 before all. */
function askedStage({ stages }: { stages: readonly Stage[] }): Stage {
  return stages.includes('silence') ? 'silence' : (stages.at(-1) ?? 'lure');
}

/** All that a card's words are chosen by. */
export interface CardMatter {
  copy: Copy;
  level: AlarmLevel;
  face: Face;
  /** In large type. */
  elder: boolean;
  findings: readonly CardFinding[];
  texts: Advice;
  /** Stages seen in this episode: asked about where the card has no finding. */
  seenStages: readonly Stage[];
}

/** What a card begins with; the lead is '' at caution. */
export interface CardHead {
  trick: string;
  title: string;
  lead: string;
}

/**
 * The card's head in words: at danger a question, at caution a remark on the sentence; there in large type with what the
 * trick is, for who has never heard its name.
 */
export function headOf({ copy, level, face, elder, findings, texts, seenStages }: CardMatter): CardHead {
  const category = texts.category.name;
  const trick = fill(copy.card.trick, { category });
  if (level === 'caution') {
    const title = elder
      ? fill(copy.card.cautionPlain, { plain: texts.category.plain })
      : fill(copy.card.cautionLeads[face] ?? '', { category });
    return { trick, title, lead: '' };
  }
  // A page that says nothing itself, where money is asked for: what was met before is asked about.
  const title = questionOf(copy, face, findings[0] ?? { stages: seenStages }, texts);
  return { trick, title, lead: fill(copy.card.ifSo, { lead: texts.guidance.lead }) };
}

/** What 读给我听 says: the head, the words, what comes next, what they will say, what to do. */
export function readingOf(matter: CardMatter): Spoken[] {
  const { copy, level, findings, texts } = matter;
  const { trick, title, lead } = headOf(matter);
  const own = (text: string): Spoken => ({ text, lang: copy.lang });
  const quoted = (text: string): Spoken => ({ text, lang: copy.ruleLang });
  const told = (tag: string, text: string) => (text === '' ? [] : [own(tag), own(text)]);
  return [
    own(copy.levels[level]),
    ...(level === 'danger' ? [own(trick)] : []),
    own(title),
    ...(lead === '' ? [] : [own(lead)]),
    own(copy.card.words),
    ...quotesOf(findings).slice(0, FIRST_QUOTES).map(quoted),
    ...told(copy.card.next, texts.rule.next),
    ...told(copy.card.says, texts.rule.excuse),
    own(copy.card.doThis),
    ...texts.guidance.steps.map(own),
  ];
}

/** Quotes shown before “还有 n 句原话”. */
export const FIRST_QUOTES = 2;
