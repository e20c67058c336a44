import { useId } from 'preact/hooks';
import { type Copy, fill } from './copy/copy.ts';
import { excerpt } from './excerpt.ts';
import { GoIcon } from './icons.tsx';
import type { LookupAnswer } from './lookup-answer.ts';
import { type Hotline, HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { trusted } from './trusted.ts';

export interface AnswerViewProps {
  copy: Copy;
  answer: LookupAnswer;
  /** Of the answer's guidance, most useful first. */
  hotlines: Hotline[];
  onSimilar: (rule: string) => void;
}

/** The strongest level marked decides the shape: a mention is no danger, whatever the trick. */
function levelOf({ kind, marks }: LookupAnswer): 'danger' | 'caution' | 'notice' | 'none' {
  if (kind === 'unknown') return 'none';
  if (kind === 'mention') return 'notice';
  return marks.some(({ level }) => level === 'danger') ? 'danger' : 'caution';
}

/** The answer in one sentence. */
export function answerSentence(copy: Copy, { kind, category, rule }: LookupAnswer): string {
  return fill(copy.popup.answers[kind], { category: category?.name ?? rule?.title ?? '' });
}

/** One of three honest answers. None of them says “safe”. */
export function AnswerView({ copy, answer, hotlines, onSimilar }: AnswerViewProps) {
  const title = useId();
  const { kind, rule, category, guidance, similar } = answer;
  const words = copy.popup;
  const level = levelOf(answer);
  return (
    <section class="answer" data-level={level} aria-labelledby={title}>
      <h2 id={title} class="verdict">
        <Sign level={level} px={28} />
        <span>
          {kind !== 'unknown' && <span class="quiet">{copy.levels[level]} </span>}
          <Phrases text={answerSentence(copy, answer)} />
        </span>
      </h2>
      {answer.marks.length > 0 && <Said copy={copy} answer={answer} />}
      {kind !== 'unknown' && rule && (
        <dl class="notch">
          <Told tag={words.summary} text={rule.summary} lang={copy.ruleLang} />
          {rule.next !== '' && <Told tag={words.next} text={rule.next} lang={copy.ruleLang} />}
          {category && category.never !== '' && <Told tag={words.never} text={category.never} lang={copy.lang} />}
        </dl>
      )}
      {kind !== 'unknown' && rule && <Sources copy={copy} sources={rule.sources} />}
      {kind !== 'match' && (
        <div class="notch">
          <h3>{words.questionsLead}</h3>
          <TodoList steps={words.threeQuestions} />
          <p>{words.questionsCall}</p>
        </div>
      )}
      {kind === 'match' && guidance && (
        <div class="todo-block">
          <h3>
            {words.doThis} · {guidance.lead}
          </h3>
          <TodoList steps={guidance.steps} />
          <HotlineList copy={copy} hotlines={hotlines} />
        </div>
      )}
      {similar.length > 0 && (
        <div class="similar">
          <h3>{words.similar}</h3>
          <ul>
            {similar.map(({ rule: id, title: name, category: of }) => (
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
      )}
    </section>
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

function Told({ tag, text, lang }: { tag: string; text: string; lang: string }) {
  return (
    <div>
      <dt>{tag}</dt>
      <dd lang={lang}>{text}</dd>
    </div>
  );
}
