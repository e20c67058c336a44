/** Country codes of those who read these warnings; after another one nothing is known of the number's parts. */
const COUNTRY = /^\+(?:86|852|853|886|60|65|1)/;
/** Up to so many digits are read at one glance, as 96110 is. */
const SHORT_DIGITS = 6;

/** A number in groups that can be read aloud and dialled; the groups that somebody has written stay. */
export function groupedPhone(phone: string): string {
  if (/[ -]/.test(phone)) return phone;
  const country = COUNTRY.exec(phone)?.[0] ?? '';
  const digits = phone.slice(country.length);
  if (digits.length <= SHORT_DIGITS || digits.startsWith('+')) return phone;
  // Taiwan's mobile numbers; all others are told in fours from the end, 3-4-4 on the mainland.
  const groups = /^09\d{8}$/.test(digits)
    ? digits.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3')
    : digits.replace(/\d(?=(?:\d{4})+$)/g, '$& ');
  return country === '' ? groups : `${country} ${groups}`;
}

/** A grouped number in the parts between which a line may end: the country code, where there is one, and the rest. */
export function partsOfPhone(grouped: string): string[] {
  return grouped.split(/(?<=^\+\d+[ -])/);
}

/** The address by which a telephone is asked to dial. */
export function phoneAddress(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}
