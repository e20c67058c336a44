/** Host with its port, `''` for addresses that have none. A page that another one made (`blob:`) is of its maker's. */
export function hostOf(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (protocol === 'http:' || protocol === 'https:') return host;
    if (protocol === 'blob:') return hostOf(pathname);
    return protocol === 'file:' ? 'file' : '';
  } catch {
    return '';
  }
}
