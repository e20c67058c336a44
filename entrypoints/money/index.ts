import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type MoneyKind, moneyKind } from '../../advice/money-field.ts';
import { listen, send } from '../../platform/messages.ts';

/** One of us in a frame is enough; the name lives in our own world, where the page cannot see it. */
const ours = globalThis as { caliangyanMoney?: boolean };

/**
 * Stands in front of fields for money and secrets, in every frame of a tab where a script has come to its second
 * stage. The gate itself is the top frame's; here the way is only held until it was passed. What is typed is not read.
 */
export default defineUnlistedScript(() => {
  if (ours.caliangyanMoney) return;
  ours.caliangyanMoney = true;
  const open = new AbortController();
  const options = { capture: true, signal: open.signal };

  const stop = (event: Event, kind: MoneyKind) => {
    if (event.cancelable) event.preventDefault();
    event.stopImmediatePropagation();
    void ask(kind);
  };
  const ask = async (kind: MoneyKind) => {
    const held = await send('money/moment', { kind });
    // Nobody holds the way any more: passed elsewhere, switched off, or the extension is gone.
    if (held !== true) open.abort();
  };

  window.addEventListener(
    'focusin',
    (event) => {
      const kind = kindOf(event.composedPath()[0]);
      if (kind) void ask(kind);
    },
    options,
  );
  // Before the gate is up a quick hand, the browser's own filling or a script must not get anything in or out.
  for (const type of ['beforeinput', 'keydown']) {
    window.addEventListener(
      type,
      (event) => {
        const kind = kindOf(event.composedPath()[0]);
        if (kind && (!(event instanceof KeyboardEvent) || event.key === 'Enter')) stop(event, kind);
      },
      options,
    );
  }
  window.addEventListener(
    'change',
    (event) => {
      const kind = kindOf(event.composedPath()[0]);
      if (kind) void ask(kind);
    },
    options,
  );
  window.addEventListener(
    'submit',
    (event) => {
      const kind = formKind(event.composedPath()[0]);
      if (kind) stop(event, kind);
    },
    options,
  );
  window.addEventListener(
    'click',
    (event) => {
      const button = event
        .composedPath()
        .find((target) => target instanceof Element && target.matches('button, [type="submit"], [role="button"]'));
      const kind = button && formKind((button as Element).closest('form'));
      if (kind) stop(event, kind);
    },
    options,
  );
  // form.submit() sends no event, but it navigates.
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const carriesForm = (event as Event & { formData?: FormData | null }).formData;
      const kind = carriesForm ? [...document.forms].map(formKind).find((found) => found !== null) : null;
      if (kind) stop(event, kind);
    },
    { signal: open.signal },
  );

  listen({ 'money/hold': ({ on }) => (on ? undefined : open.abort()) }, open.signal);
  // Somebody may be in the field already.
  const kind = kindOf(document.activeElement);
  if (kind) void ask(kind);
});

function kindOf(target: EventTarget | null | undefined): MoneyKind | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const described = (target.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id === '' ? '' : (target.ownerDocument.getElementById(id)?.textContent ?? '')));
  const labels = [...(target.labels ?? [])].map((label) => label.textContent ?? '');
  return moneyKind({
    autocomplete: target.autocomplete,
    type: target.type,
    name: `${target.name} ${target.id}`.trim(),
    label: [...labels, ...described, target.getAttribute('aria-label') ?? '', target.placeholder, target.title].join(
      ' ',
    ),
  });
}

function formKind(form: EventTarget | null | undefined): MoneyKind | null {
  if (!(form instanceof HTMLFormElement)) return null;
  for (const field of form.elements) {
    const kind = kindOf(field);
    if (kind) return kind;
  }
  return null;
}
