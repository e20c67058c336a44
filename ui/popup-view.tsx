import type { Hotline } from '../advice/guidance.ts';
import type { LookupAnswer } from '../lookup/answer.ts';
import { AnswerView, answerSentence } from './answer-view.tsx';
import { AskBox, type AskBoxProps } from './ask-box.tsx';
import { SettingsIcon } from './icons.tsx';
import { LetIn } from './let-in.tsx';
import { Mark } from './mark.tsx';
import { PageVerdict, type PageVerdictProps, type PopupPage } from './page-verdict.tsx';
import type { PopupFinding } from './popup-rows.ts';
import { Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

export interface PopupViewProps<F extends PopupFinding = PopupFinding>
  extends SurfaceProps,
    AskBoxProps,
    Omit<PageVerdictProps<F>, 'page'> {
  /** Null where the question is about no page. */
  page: PopupPage<F> | null;
  /** Null while nothing was asked. */
  answer: LookupAnswer | null;
  /** What a question asked now waits for: for the rules to be there, or for all of a long text to be read. */
  waiting?: 'rules' | 'reading' | null;
  /** Those asked about, or else of what the answer says to do; most useful first. */
  hotlines: Hotline[];
  onSimilar: (rule: string) => void;
  onOptions: () => void;
  onTransferred?: () => void;
  /** There where the browser keeps pages from us. */
  onLetIn?: (() => void) | undefined;
}

/** The toolbar popup: this page first, then the question box. */
export function PopupView<F extends PopupFinding>(props: PopupViewProps<F>) {
  const { copy, answer, hotlines, onSimilar, onOptions, onTransferred, onLetIn } = props;
  const sayings = { rules: copy.popup.looking, reading: copy.popup.reading };
  const looking = props.waiting && props.query.trim() !== '' ? sayings[props.waiting] : null;
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <main class="popup">
        <header class="bar">
          <Mark />
          <h1>{copy.popup.title}</h1>
          {/* Up here nothing that comes later moves it, or pushes it out of sight. */}
          <div>
            {onTransferred && (
              <button type="button" class="link" onClick={trusted(onTransferred)}>
                {copy.popup.transferred}
              </button>
            )}
            <button type="button" class="link" onClick={trusted(onOptions)}>
              <SettingsIcon />
              {copy.popup.settings}
            </button>
          </div>
        </header>
        {props.page && <PageVerdict {...props} page={props.page} />}
        {onLetIn && <LetIn copy={copy} onLetIn={onLetIn} />}
        <AskBox {...props} />
        {/* Only the answer's first line is announced as it comes; the box keeps the focus. */}
        <p class="quiet" role="status">
          {answer ? answerSentence(copy, answer, hotlines) : looking}
        </p>
        {looking !== null && (
          <div class="answer">
            <p class="hint">{looking}</p>
          </div>
        )}
        {answer && <AnswerView copy={copy} answer={answer} hotlines={hotlines} onSimilar={onSimilar} />}
        <footer class="foot">
          <span>{copy.popup.local}</span>
        </footer>
      </main>
    </Surface>
  );
}
