import type { Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Hotline } from '../advice/guidance.ts';
import type { NamedKin } from '../advice/kin.ts';
import { Foot, HelpButtons } from './card-actions.tsx';
import { fill } from './copy/copy.ts';
import { keepInside, useModal } from './modal.ts';
import { HotlineList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

export type GateAnswer = 'yes' | 'no' | 'unsure';

export interface GateProps extends SurfaceProps {
  /** Short name of the category whose script the person has been met with. */
  category: string;
  /** Seconds of visible time still to wait; the caller counts them down, 0 opens the way. */
  secondsLeft: number;
  hotlines: Hotline[];
  seal: SealId | null;
  /** 先不付，去核实: the default. */
  onLeave: () => void;
  /** 我已核实，继续: only after an answer and at 0 seconds. */
  onContinue: (answer: GateAnswer) => void;
  kin?: NamedKin | null;
  onAskFamily?: () => void;
  /** 我已经转账了: whoever is asked here may have paid before, on another page or by phone. */
  onTransferred?: () => void;
}

const ANSWERS: readonly GateAnswer[] = ['yes', 'no', 'unsure'];
const TITLE = 'cly-gate-title';
const WHY = 'cly-gate-why';

/**
 * The money gate: one question before a payment. A native modal dialog, because that alone makes the page behind it
 * inert; Escape neither closes nor continues.
 */
export function Gate(props: GateProps) {
  const { copy, size = 'normal', category, secondsLeft, hotlines, seal, kin = null } = props;
  const { onLeave, onContinue, onAskFamily, onTransferred } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const question = useRef<HTMLFieldSetElement>(null);
  const [answer, choose] = useState<GateAnswer | null>(null);
  // The question comes first, by keyboard as by eye. It opens under the typing hand: neither Enter nor a space answers yet.
  useModal(dialog, question);
  const open = answer !== null && secondsLeft <= 0;
  const waiting = secondsLeft > 0 ? fill(copy.gate.wait, { n: secondsLeft }) : null;
  return (
    <Surface copy={copy} size={size}>
      <dialog
        ref={dialog}
        class="gate"
        // biome-ignore lint/a11y/noRedundantRoles: the gate is also found by its written role.
        role="dialog"
        aria-modal="true"
        tabIndex={-1}
        aria-labelledby={TITLE}
        aria-describedby={WHY}
        onCancel={(event) => event.preventDefault()}
        onKeyDown={keepInside}
      >
        <header class="head">
          <Sign level="danger" px={44} />
          {seal !== null && <Seal id={seal} copy={copy} />}
          <h2 id={TITLE}>{copy.gate.title}</h2>
        </header>
        <p id={WHY}>
          <Phrases text={fill(copy.gate.why, { category })} />
        </p>
        <Question copy={copy} question={question} answer={answer} onChoose={choose} />
        <p class="reply" role="status">
          {answer !== null && <Phrases text={copy.gate.replies[answer]} />}
        </p>
        <div class="default">
          <button type="button" class="btn main" onClick={trusted(onLeave)}>
            {copy.gate.leave}
          </button>
        </div>
        <div class="act">
          <HelpButtons copy={copy} size={size} kin={kin} onAskFamily={onAskFamily} onTransferred={onTransferred} />
          <button
            type="button"
            class="btn go"
            disabled={!open}
            aria-describedby="cly-gate-wait"
            onClick={trusted(() => {
              if (open && answer !== null) onContinue(answer);
            })}
          >
            {copy.gate.go}
          </button>
        </div>
        {/* Read by eye each second, aloud only at the end: a counting voice would drown the question. */}
        <p class="wait" id="cly-gate-wait" aria-live={waiting === null ? 'polite' : 'off'}>
          {waiting ?? (answer === null ? copy.gate.needAnswer : copy.gate.ready)}
        </p>
        <HotlineList copy={copy} hotlines={hotlines} />
        <Foot copy={copy} />
      </dialog>
    </Surface>
  );
}

function Question({
  copy,
  question,
  answer,
  onChoose,
}: Pick<GateProps, 'copy'> & {
  question: Ref<HTMLFieldSetElement>;
  answer: GateAnswer | null;
  onChoose: (answer: GateAnswer) => void;
}) {
  return (
    <fieldset ref={question} tabIndex={-1}>
      <legend>
        <Phrases text={copy.gate.question} />
      </legend>
      <div class="answers">
        {ANSWERS.map((value) => (
          <label key={value} class="answer">
            <input
              type="radio"
              name="cly-paid-first"
              value={value}
              checked={answer === value}
              onChange={trusted(() => onChoose(value))}
            />
            <span>{copy.gate.answers[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
