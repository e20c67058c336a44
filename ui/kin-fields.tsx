import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Kin } from '../advice/kin.ts';
import { askFamilyText } from './ask-family.tsx';
import { type Copy, fill } from './copy/copy.ts';
import type { Size } from './surface.tsx';
import { trusted } from './trusted.ts';

export interface KinFieldsProps {
  copy: Copy;
  size: Size;
  /** As it is stored, or as it was given and not kept. */
  kin: Kin;
  /** What became of what was given last; null when nothing was. */
  kinAnswer: keyof Copy['options']['kinAnswers'] | null;
  /** Resolves when its answer is here. */
  onKin: (kin: Kin) => Promise<void>;
}

/** Whom to ask first. Kept when it is said to be whole, unlike the rest of the settings: half a number is nobody's. */
export function KinFields({ copy, size, kin, kinAnswer, onKin }: KinFieldsProps) {
  const [typed, type] = useState<Kin | null>(null);
  const { name, phone } = typed ?? kin;
  const answerId = useId();
  const told = useRef<HTMLParagraphElement>(null);
  const waits = useRef(false);
  const words = copy.options;
  // About other words than those that stand there now, nothing is known yet.
  const answer = name === kin.name && phone === kin.phone ? kinAnswer : null;
  // In a low window, as at 400 % zoom, the answer would stand below its edge.
  useLayoutEffect(() => {
    if (answer === null || !waits.current) return;
    waits.current = false;
    told.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  const label = askFamilyText({ copy, size, kin: { name: kin.name, hasPhone: kin.phone !== '' } });
  const refused = (field: 'name' | 'phone') =>
    answer === field && { 'aria-invalid': true, 'aria-describedby': answerId };
  return (
    <form
      class="kin"
      autoComplete="off"
      onSubmit={trusted((event) => {
        event.preventDefault();
        waits.current = true;
        // What is stored may be written more plainly than it was typed; what is typed meanwhile stays.
        void onKin({ name, phone }).then(() => type((now) => (now === typed ? null : now)));
      })}
    >
      <Field
        label={words.kinName}
        hint={words.kinNameHint}
        value={name}
        onWrite={(to) => type({ name: to, phone })}
        {...refused('name')}
      />
      <Field
        label={words.kinPhone}
        hint={words.kinPhoneHint}
        value={phone}
        onWrite={(to) => type({ name, phone: to })}
        tel
        {...refused('phone')}
      />
      <div class="act">
        <button type="submit" class="btn">
          {words.kinKeep}
        </button>
        {(kin.name !== '' || kin.phone !== '') && (
          <button
            type="button"
            class="link"
            onClick={trusted(({ currentTarget }) => {
              // The button goes with what it clears: the keyboard goes on to where a name is written.
              (currentTarget as HTMLElement).closest('form')?.querySelector('input')?.focus();
              type(null);
              void onKin({ name: '', phone: '' });
            })}
          >
            {words.kinClear}
          </button>
        )}
      </div>
      <p
        ref={told}
        class={answer === 'kept' || answer === 'cleared' ? 'told' : 'told refused'}
        id={answerId}
        role="status"
      >
        {answer !== null && fill(words.kinAnswers[answer], { label })}
      </p>
    </form>
  );
}

interface FieldProps {
  label: string;
  hint: string;
  value: string;
  onWrite: (value: string) => void;
  tel?: boolean;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
}

function Field({ label, hint, value, onWrite, tel = false, ...refusal }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        inputMode={tel ? 'tel' : 'text'}
        autoComplete="off"
        spellcheck={false}
        placeholder={hint}
        onInput={(event) => onWrite(event.currentTarget.value)}
        {...refusal}
      />
    </div>
  );
}
