import { fieldsOf, formOf } from '../../page/field-words.ts';
import { getAttribute, matches } from '../../page/members.ts';
import { isMoneyField, isMoneyForm } from './money-places.ts';

interface NavigateEvent extends Event {
  userInitiated: boolean;
  destination: { url: string; sameDocument: boolean };
  formData: FormData | null;
  /** The link, form or button it comes from; not known to every browser that has the rest. */
  sourceElement?: Element | null;
}

/**
 * `form.submit()` sends no event, but it navigates, and the Navigation API says so before it happens (Chromium,
 * Firefox from 147). What it carries is told by the form it comes from, or else by the names of fields for money in what
 * is sent; other names, of a language or a page, are in every address.
 */
export function watchSubmits(places: () => ParentNode[], stop: (event: Event) => void, signal: AbortSignal): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const forms = places().flatMap((place) => [...place.querySelectorAll('form')]);
      if (event.isTrusted && carriesMoney(event as NavigateEvent, forms)) stop(event);
    },
    { signal },
  );
}

function carriesMoney(
  { userInitiated, destination, formData, sourceElement }: NavigateEvent,
  forms: readonly HTMLFormElement[],
): boolean {
  // Only the address changes (`pushState`): nothing is sent.
  if (destination.sameDocument) return false;
  if (sourceElement) {
    // A way elsewhere that the person took; one that a script presses may carry what it has read.
    if (userInitiated && matches.call(sourceElement, 'a, area')) return false;
    const source = formOf(sourceElement);
    if (source !== null && isMoneyForm(source)) return true;
  }
  const sent = formData ?? new URLSearchParams(destination.url.split('#')[0]?.split('?')[1] ?? '');
  return forms.some((form) => fieldsOf(form).some((field) => isMoneyField(field) && sent.has(nameOf(field))));
}

function nameOf(field: Element): string {
  return getAttribute.call(field, 'name') ?? '';
}
