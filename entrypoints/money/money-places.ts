import { asksForMoney, isMoneyButton, isWayBack } from '../../advice/money-field.ts';
import { fieldsOf, fieldWords, formOf } from '../../page/field-words.ts';
import {
  closest,
  getRootNode,
  isElement,
  isForm,
  localName,
  matches,
  querySelectorAll,
  textContent,
} from '../../page/members.ts';

/** Where a page asks for money or secrets, and what sends them. */

const BUTTONS = 'button, input[type="submit"], input[type="image"], input[type="button"], [role="button"], a[href]';

/** Whether the browser itself has filled the field in. Firefox marks it only afterwards, but names what it does. */
export function isFilledIn(event: Event, field: Element): boolean {
  return matches.call(field, ':autofill') || (event as InputEvent).inputType === 'insertReplacementText';
}

/** Whether a field asks for money or a secret, by the words round it. */
export function isMoneyField(element: Element | null): boolean {
  const words = fieldWords(element);
  return words !== null && asksForMoney(words);
}

/** Whether one of a form's fields does. */
export function isMoneyForm(form: HTMLFormElement): boolean {
  return isForm(form) && fieldsOf(form).some(isMoneyField);
}

/** Whether the press of a button sends money; ways back never do. */
export function sendsMoney(at: Element): boolean {
  const button = closest.call(at, BUTTONS);
  if (button === null) return false;
  const words = `${textContent.call(button) ?? ''} ${(button as HTMLInputElement).value ?? ''}`.trim();
  if (isWayBack(words)) return false;
  const form = formOf(button);
  if (form !== null) return localName.call(button) !== 'a' && isMoneyForm(form);
  // Many pages have fields and a button, and no form round them: then the button's own words tell.
  if (!isMoneyButton(words)) return false;
  const root = getRootNode.call(button);
  const selector = 'input, textarea';
  const fields = isElement(root)
    ? querySelectorAll.call(root, selector)
    : (root as Document | ShadowRoot).querySelectorAll(selector);
  return [...fields].some(isMoneyField);
}
