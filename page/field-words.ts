import {
  closest,
  elements,
  getAttribute,
  getRootNode,
  isContentEditable,
  isElement,
  isForm,
  localName,
  parentElement,
  previousSibling,
  querySelector,
  textContent,
} from './members.ts';

/** The words on a form field, as its author wrote them. What the person types is not among them, and is never read. */
export interface FieldWords {
  autocomplete: string;
  type: string;
  name: string;
  label: string;
}

/** The longest label that says nothing but what belongs in the field, in characters. */
const LABEL_CHARS = 8;
/** Text before a field that stands in for a label, in characters. */
const BESIDE_CHARS = 24;

/** Null for what is no field to type into. By shape, not by class: a field may have been made in another window. */
export function fieldWords(element: Element | null): FieldWords | null {
  if (element === null) return null;
  const typed = ['input', 'textarea'].includes(localName.call(element));
  if (!typed && !isTextBox(element)) return null;
  const field = element as HTMLInputElement;
  const root = getRootNode.call(field);
  const byId = (id: string) => (isElement(root) ? null : (root as Document | ShadowRoot).getElementById(id));
  const described = `${attribute(field, 'aria-labelledby')} ${attribute(field, 'aria-describedby')}`
    .split(/\s+/)
    .map((id) => {
      const words = id === '' ? null : byId(id);
      return (words && textContent.call(words)) ?? '';
    });
  const labels = [...((typed && field.labels) || [])].map((label) => label.textContent ?? '');
  return {
    autocomplete: attribute(field, 'autocomplete'),
    type: typed ? (field.type ?? 'text') : 'text',
    name: `${attribute(field, 'name')} ${attribute(field, 'id')}`.trim(),
    label: [
      ...labels,
      ...described,
      ...['aria-label', 'placeholder', 'aria-placeholder', 'title'].map((name) => attribute(field, name)),
      labels.length === 0 ? wordsBefore(field) : '',
    ].join(' '),
  };
}

/**
 * Whether a text is the short label of a field (卡号, 密码): what any bank's form asks for is no talk of a scam by itself.
 */
export function isFieldLabel({ parentElement: holder }: Text): boolean {
  const label = holder && closest.call(holder, 'label, legend, th');
  if (label === null || (textContent.call(label) ?? '').trim().length > LABEL_CHARS) return false;
  if (localName.call(label) === 'label') return (label as HTMLLabelElement).control !== null;
  const about = closest.call(label, 'fieldset, table');
  return about !== null && querySelector.call(about, 'input, select, textarea') !== null;
}

/** Every field of a form, also those outside that name it. */
export function fieldsOf(form: HTMLFormElement): Element[] {
  return [...elements.call(form)];
}

/** The form a pressed thing sends, or null. */
export function formOf(element: Element): HTMLFormElement | null {
  const owner = isForm(element) ? null : (element as Partial<HTMLButtonElement>).form;
  return owner ?? (closest.call(element, 'form') as HTMLFormElement | null);
}

function isTextBox(element: Element): boolean {
  if (attribute(element, 'role') === 'textbox') return true;
  return isForm(element) ? isContentEditable.call(element) : (element as HTMLElement).isContentEditable === true;
}

/** Forms without labels write the word in the cell or line before the field. */
function wordsBefore(field: Element): string {
  let at: Element | null = field;
  for (let step = 0; step < 2 && at !== null; step++, at = parentElement.call(at)) {
    const sibling = previousSibling.call(at);
    const before = (sibling && textContent.call(sibling))?.trim() ?? '';
    if (before !== '') return before.length <= BESIDE_CHARS ? before : '';
  }
  return '';
}

function attribute(element: Element, name: string): string {
  return getAttribute.call(element, name) ?? '';
}
