/** The words on a form field, as its author wrote them. What the person types is not among them, and is never read. */
export interface FieldText {
  autocomplete: string;
  type: string;
  name: string;
  label: string;
}

/** Text before a field that stands in for a label, in characters. */
const BESIDE_CHARS = 24;

/** Null for what is no field to type into. By shape, not by class: a field may have been made in another window. */
export function fieldText(element: Element | null): FieldText | null {
  if (element === null) return null;
  const typed = element.localName === 'input' || element.localName === 'textarea';
  if (!typed && !isTextBox(element)) return null;
  const field = element as HTMLInputElement;
  const root = field.getRootNode() as Document | ShadowRoot;
  const described = `${attribute(field, 'aria-labelledby')} ${attribute(field, 'aria-describedby')}`
    .split(/\s+/)
    .map((id) => (id === '' ? '' : (root.getElementById?.(id)?.textContent ?? '')));
  const labels = [...((typed && field.labels) || [])].map((label) => label.textContent ?? '');
  return {
    autocomplete: attribute(field, 'autocomplete'),
    type: typed ? (field.type ?? 'text') : 'text',
    name: `${attribute(field, 'name')} ${field.id}`.trim(),
    label: [
      ...labels,
      ...described,
      ...['aria-label', 'placeholder', 'aria-placeholder', 'title'].map((name) => attribute(field, name)),
      labels.length === 0 ? wordsBefore(field) : '',
    ].join(' '),
  };
}

/** Every field of a form, also those outside that name it. */
export function fieldsOf(form: HTMLFormElement): Element[] {
  // A field named “elements” would stand in for the list.
  const { elements } = form;
  return elements instanceof HTMLCollection ? [...elements] : [...form.querySelectorAll('input, textarea')];
}

/** The form a pressed thing sends, or null. */
export function formOf(element: Element): HTMLFormElement | null {
  const { form } = element as { form?: unknown };
  const owner = form !== null && typeof form === 'object' && (form as Element).localName === 'form' ? form : null;
  return (owner ?? element.closest('form')) as HTMLFormElement | null;
}

function isTextBox(element: Element): boolean {
  return element.getAttribute('role') === 'textbox' || (element as HTMLElement).isContentEditable === true;
}

/** Forms without labels write the word in the cell or line before the field. */
function wordsBefore(field: Element): string {
  let at: Element | null = field;
  for (let step = 0; step < 2 && at !== null; step++, at = at.parentElement) {
    const before = at.previousSibling?.textContent?.trim() ?? '';
    if (before !== '') return before.length <= BESIDE_CHARS ? before : '';
  }
  return '';
}

function attribute(element: Element, name: string): string {
  return element.getAttribute(name) ?? '';
}
