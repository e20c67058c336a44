import type { Stage } from '../engine/rule.ts';
import { type Copy, fill } from './copy/copy.ts';

export interface ScriptStep {
  stage: Stage;
  label: string;
}

export interface ScriptPlace {
  /** Index of the step the person has come to; -1 when none of the steps was seen. */
  here: number;
  /** One a step, in order. `passed` lies before `here` without having been seen. */
  states: ('seen' | 'passed' | 'ahead')[];
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
  };
}

interface ScriptProps {
  copy: Copy;
  /** Short name of the category the script belongs to. */
  category: string;
  script: readonly ScriptStep[];
  seen: readonly Stage[];
  /** This page has words of 封口. They belong to no step: they may come at any time. */
  silenced: boolean;
}

/** Class of a step before, at and after the present one. */
const TENSE = ['before', 'here', 'after'];

/** The steps as a bar and in words, the present one standing out in both. */
export function ScriptBar({ copy, category, script, seen, silenced }: ScriptProps) {
  const { here, states } = placeInScript(script, seen);
  if (here < 0) return null;
  return (
    <div class="progress">
      <p class="caption">{fill(copy.card.scriptStep, { category, step: here + 1, total: script.length })}</p>
      <div class="bar" aria-hidden>
        {states.map((state, at) => (
          <span key={at} class={`${state}${at === here ? ' here' : ''}`} />
        ))}
      </div>
      <ol class="steps" aria-label={copy.card.progress}>
        {script.map(({ label }, at) => (
          <li key={at} class={TENSE[Math.sign(at - here) + 1]} aria-current={at === here ? 'step' : undefined}>
            {label}
          </li>
        ))}
      </ol>
      {silenced && <p class="hush">{copy.card.silenced}</p>}
    </div>
  );
}
