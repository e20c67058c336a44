import { getAttribute, querySelectorAll } from '../../page/members.ts';

interface NavigateEvent extends Event {
  formData?: FormData | null;
  destination?: { url: string };
}

/**
 * `form.submit()` sends no event, but it navigates, and the Navigation API says so before it happens (Chromium,
 * Firefox from 147). What it carries is told by its form data, or by the fields' names in the address.
 */
export function watchSubmits(
  places: () => ParentNode[],
  isMoneyForm: (form: HTMLFormElement) => boolean,
  stop: (event: Event) => void,
  signal: AbortSignal,
): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const forms = places().flatMap((place) => [...place.querySelectorAll('form')]);
      if (forms.some((form) => carries(event as NavigateEvent, form) && isMoneyForm(form))) stop(event);
    },
    { signal },
  );
}

function carries({ formData, destination }: NavigateEvent, form: HTMLFormElement): boolean {
  const names = [...querySelectorAll.call(form, '[name]')].map((field) => getAttribute.call(field, 'name') ?? '');
  if (formData) return names.some((name) => formData.has(name));
  const query = new URLSearchParams(destination?.url.split('#')[0]?.split('?')[1] ?? '');
  return names.some((name) => query.has(name));
}
