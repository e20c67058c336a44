import { type ComponentChildren, Fragment } from 'preact';
import { useId } from 'preact/hooks';
import type { Hotline } from '../advice/guidance.ts';
import type { GuidanceText } from '../engine/catalog.ts';
import type { LookupAnswer } from '../lookup/answer.ts';
import { type AnswerPart, partsOf, sentenceOf } from './answer-parts.ts';
import { type Copy, fill } from './copy/copy.ts';
import { excerpt } from './excerpt.ts';
import { GoIcon } from './icons.tsx';
import { HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { Told } from './told.tsx';
import { trusted } from './trusted.ts';

export interface AnswerViewProps {
  copy: Copy;
  answer: LookupAnswer;
  /** Those asked about, or else of what to do now, or of the answer's guidance; most useful first. */
  hotlines: Hotline[];
  onSimilar: (rule: string) => void;
}

/** The strongest level marked decides the shape: a mention is no danger, whatever the trick. */
function levelOf({ kind, marks, urgent }: LookupAnswer): 'danger' | 'caution' | 'notice' | 'none' {
  if (kind === 'match') return marks.some(({ level }) => level === 'danger') ? 'danger' : 'caution';
  if (urgent || kind === 'definition') return 'caution';
  return kind === 'mention' ? 'notice' : 'none';
}

/** The answer in one sentence: first of all what to do, where it has already happened. */
export function answerSentence(copy: Copy, answer: LookupAnswer, hotlines: readonly Hotline[]): string {
  return answer.urgent ? copy.popup.urgent : kindSentence(copy, answer, hotlines);
}

function kindSentence(copy: Copy, answer: LookupAnswer, hotlines: readonly Hotline[]): string {
  return sentenceOf(copy, answer, hotlines.map(({ name }) => name).join(' · '));
}

/** One of three honest answers, or what a name is. None of them says “safe”. */
export function AnswerView(props: AnswerViewProps) {
  const { copy, answer } = props;
  const title = useId();
  const level = levelOf(answer);
  return (
    <section class="answer" data-level={level} aria-labelledby={title}>
      <h2 id={title} class="verdict">
        <Sign level={level} px={28} />
        <span>
          {(answer.kind === 'match' || answer.kind === 'mention') && !answer.urgent && (
            <span class="quiet">{copy.levels[level]} </span>
          )}
          <Phrases text={answerSentence(copy, answer, props.hotlines)} />
        </span>
      </h2>
      {partsOf(answer).map((part) => (
        <Fragment key={part}>{PARTS[part](props)}</Fragment>
      ))}
    </section>
  );
}

const PARTS: Record<AnswerPart, (props: AnswerViewProps) => ComponentChildren> = {
  urgent: ({ copy, answer, hotlines }) =>
    // What comes first of all stands above it, in larger type.
    answer.urgent && <Steps {...{ copy, hotlines }} guidance={answer.urgent} />,
  said: ({ copy, answer }) => <Said copy={copy} answer={answer} />,
  official: ({ copy, hotlines }) => (
    <div class="notch">
      <HotlineList copy={copy} hotlines={hotlines} />
      <p>{copy.popup.officialNote}</p>
    </div>
  ),
  number: ({ copy }) => <p class="notch">{copy.popup.numberNote}</p>,
  steps: ({ copy, answer, hotlines }) =>
    answer.guidance && (
      <Steps
        {...{ copy, hotlines }}
        heading={fill(copy.popup.doThis, { lead: answer.guidance.lead })}
        guidance={answer.guidance}
      />
    ),
  told: ({ copy, answer, hotlines }) => {
    const { rule, category } = answer;
    return (
      <>
        {answer.urgent && <p>{kindSentence(copy, answer, hotlines)}</p>}
        <h3 lang={rule ? copy.ruleLang : copy.lang}>{rule?.title ?? category?.name}</h3>
        <dl class="notch">
          <Told tag={copy.popup.summary} text={(rule ?? category)?.summary ?? ''} />
          <Told tag={copy.popup.next} text={rule?.next ?? ''} />
          <Told tag={copy.popup.never} text={category?.never ?? ''} />
        </dl>
        {rule && <Sources copy={copy} sources={rule.sources} />}
      </>
    );
  },
  questions: ({ copy: { popup } }) => (
    <div class="notch">
      <h3>{popup.questionsLead}</h3>
      <TodoList steps={popup.threeQuestions} />
      <p>{popup.questionsCall}</p>
    </div>
  ),
  similar: ({ copy, answer, onSimilar }) => (
    <div class="similar">
      <h3>{copy.popup.similar}</h3>
      <ul>
        {answer.similar.map(({ rule: id, title: name, category: of }) => (
          <li key={id}>
            <button type="button" onClick={trusted(() => onSimilar(id))}>
              <span class="name" lang={copy.ruleLang}>
                {name}
              </span>
              <span class="of">{of}</span>
              <GoIcon />
            </button>
          </li>
        ))}
      </ul>
    </div>
  ),
};

function Steps({
  copy,
  heading,
  guidance,
  hotlines,
}: Pick<AnswerViewProps, 'copy' | 'hotlines'> & { heading?: string; guidance: GuidanceText }) {
  return (
    <div class="todo-block">
      {heading !== undefined && <h3>{heading}</h3>}
      <TodoList steps={guidance.steps} />
      <HotlineList copy={copy} hotlines={hotlines} />
    </div>
  );
}

function Said({ copy, answer }: { copy: Copy; answer: LookupAnswer }) {
  return (
    <p class="said" lang={copy.ruleLang}>
      {excerpt(answer.query, answer.marks).map((part, at) => {
        if ('gap' in part) return <span key={at}> …… </span>;
        return part.level === undefined ? (
          part.text
        ) : (
          <mark key={at} data-level={part.level}>
            {part.text}
          </mark>
        );
      })}
    </p>
  );
}
