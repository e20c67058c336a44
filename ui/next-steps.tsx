import type { Hotline } from '../advice/guidance.ts';
import type { Copy } from './copy/copy.ts';

/** What to do, numbered: one sentence a step. */
export function TodoList({ steps }: { steps: readonly string[] }) {
  return (
    <ol class="todo">
      {steps.map((step, at) => (
        <li key={at}>
          <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}

/** Whom to call and when. Numbers are text, not links: a page must not be able to start a call. */
export function HotlineList({ copy, hotlines }: { copy: Copy; hotlines: readonly Hotline[] }) {
  if (hotlines.length === 0) return null;
  return (
    <ul class="calls" aria-label={copy.card.hotlines}>
      {hotlines.map(({ number, name, use }) => {
        const dialled = /^\d+$/.test(number);
        return (
          <li key={number}>
            {dialled && <span class="number">{number}</span>}
            <span class={dialled ? 'named' : 'named wide'}>
              <span class={dialled ? 'whose' : 'number'}>{name}</span>
              <br />
              <span class="use">{use}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
