import type { Stage } from '../engine/rule.ts';
import { type Copy, fill } from './copy/copy.ts';
import { RULE_LANG } from './surface.tsx';

export interface ScriptStep {
  stage: Stage;
  label: string;
}

export interface ScriptPlace {
  /** Index of the step the person has come to; -1 when none of the steps was seen. */
  here: number;
  /** One a step, in order. `passed` lies before `here` without having been seen. */
  states: ('seen' | 'passed' | 'ahead')[];
  /** 封口 was seen. It belongs to no step: it may come at any time. */
  silenced: boolean;
}

/** Where in a category's script somebody is who has met these stages. Of two steps of one stage, the first counts. */
export function placeInScript(script: readonly ScriptStep[], seen: readonly Stage[]): ScriptPlace {
  let here = -1;
  script.forEach((step, at) => {
    const first = script.findIndex((other) => other.stage === step.stage) === at;
    if (first && seen.includes(step.stage)) here = at;
  });
  return {
    here,
    states: script.map((step, at) => (at > here ? 'ahead' : seen.includes(step.stage) ? 'seen' : 'passed')),
    silenced: seen.includes('silence'),
  };
}

interface ScriptProps {
  copy: Copy;
  script: readonly ScriptStep[];
  seen: readonly Stage[];
}

/** The steps as a bar, with the present one in words. */
export function ScriptBar({ copy, script, seen }: ScriptProps) {
  const { here, states, silenced } = placeInScript(script, seen);
  const step = script[here];
  if (step === undefined) return null;
  return (
    <div class="progress">
      <ol class="bar" aria-label={copy.card.progress}>
        {script.map(({ label }, at) => (
          <li
            key={label}
            class={`${states[at]}${at === here ? ' here' : ''}`}
            aria-current={at === here ? 'step' : undefined}
          >
            <span class="quiet" lang={RULE_LANG}>
              {label}
            </span>
          </li>
        ))}
      </ol>
      <p class="caption">
        <b>{fill(copy.card.step, { step: here + 1, total: script.length })}</b>
        <span lang={RULE_LANG}>{step.label}</span>
      </p>
      {silenced && <p class="hush">{copy.card.silenced}</p>}
    </div>
  );
}
