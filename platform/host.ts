/** Host with its port, `''` for addresses that have none. */
export function hostOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    if (protocol === 'http:' || protocol === 'https:') return host;
    return protocol === 'file:' ? 'file' : '';
  } catch {
    return '';
  }
}
