import { useRef } from 'preact/hooks';
import type { Advice } from '../advice/guidance.ts';
import type { AlarmLevel, Stage } from '../engine/rule.ts';
import { Foot } from './card-actions.tsx';
import { type Copy, fill } from './copy/copy.ts';
import { useFilled } from './filled.ts';
import { useBorrowedFocus } from './focus.ts';
import { Kicker, LEVEL } from './kicker.tsx';
import { Phrases } from './phrases.tsx';
import type { SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { type KeyboardProps, PassedBy, Surface, type SurfaceProps } from './surface.tsx';
import { escaped, trusted } from './trusted.ts';

export interface GuardNoteProps extends SurfaceProps, KeyboardProps {
  level: AlarmLevel;
  /** What the person is about to do. */
  act: keyof Copy['guard']['titles'];
  texts: Pick<Advice, 'category'>;
  seal: SealId | null;
  /** 先不加，看看怎么回事: the default. */
  onLook: () => void;
  onKnown: () => void;
  /** 仍要打开, where a link was held. */
  onOpen?: () => void;
}

/** The step that an act is, whatever else the page speaks of. An app comes at another step in every script. */
const STAGE_OF: Record<GuardNoteProps['act'], Stage | null> = {
  add: 'lure',
  join: 'lure',
  scan: 'lure',
  install: null,
};

/** Wherever a script has its app: what it is for comes after it. */
const AFTER_APP: Stage = 'stake';

const TITLE = 'cly-note-title';
const STEP = 'cly-note-step';

/**
 * The note beside a contact that is being taken along: which step of which script this is, and what follows. It answers
 * what the person does, therefore it stands where they look; it forbids nothing.
 */
export function GuardNote(props: GuardNoteProps) {
  const { copy, size = 'normal', level, act, texts, seal, onLook, onKnown, onOpen } = props;
  const note = useRef<HTMLElement>(null);
  // A held link has taken something from the person: what became of it must be heard at once.
  const alert = level === 'danger' || onOpen !== undefined;
  const passedBy = useBorrowedFocus(note, alert, props.isWriting);
  const filled = useFilled(alert);
  return (
    <Surface copy={copy} size={size}>
      <section
        ref={note}
        class="note"
        data-level={level}
        role={alert ? 'alertdialog' : 'status'}
        aria-labelledby={`${LEVEL} ${TITLE}`}
        aria-describedby={alert ? STEP : undefined}
        tabIndex={alert ? -1 : undefined}
        onKeyDown={escaped(onKnown)}
      >
        {filled && (
          <>
            {passedBy && <PassedBy copy={copy} says={[copy.levels[level], copy.guard.titles[act]].join(' ')} />}
            <header class="head">
              <Sign level={level} px={size === 'elder' ? 34 : 26} />
              <Kicker copy={copy} level={level} seal={seal} />
              <h2 id={TITLE}>
                <Phrases text={copy.guard.titles[act]} />
              </h2>
            </header>
            <StepOfScript copy={copy} act={act} texts={texts} />
            {onOpen && <p class="held">{copy.guard.held}</p>}
            <div class="default">
              <button type="button" class="btn main" onClick={trusted(onLook)}>
                {copy.guard.looks[act]}
              </button>
            </div>
            <div class="exits">
              <button type="button" class="link" onClick={trusted(onKnown)}>
                {copy.card.known}
              </button>
              {onOpen && (
                <button type="button" class="link" onClick={trusted(onOpen)}>
                  {copy.guard.open}
                </button>
              )}
            </div>
            <Foot copy={copy} />
          </>
        )}
      </section>
    </Surface>
  );
}

/** Which step of the script the act is, and what follows it. */
function StepOfScript({ copy, act, texts }: Pick<GuardNoteProps, 'copy' | 'act' | 'texts'>) {
  const { script, name } = texts.category;
  const here = script.findIndex(({ stage }) => stage === STAGE_OF[act]);
  const step = script[here];
  // Of the script, not of the rule: the rule that speaks first knows what follows its own step, which may be far ahead.
  const next = step === undefined ? script.find(({ stage }) => stage === AFTER_APP) : script[here + 1];
  return (
    <>
      <p id={STEP}>
        <Phrases
          text={
            step === undefined
              ? fill(copy.guard.somewhere, { category: name })
              : fill(copy.guard.step, { category: name, step: here + 1, total: script.length })
          }
        />
        {step !== undefined && <b class="here">{step.label}</b>}
      </p>
      {next !== undefined && (
        <p>
          <span class="tag">{copy.card.thenTo}</span>
          {next.label}
        </p>
      )}
    </>
  );
}
