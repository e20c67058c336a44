/**
 * Whether the extension has gone from under this script: updated, switched off or removed. Chromium lets such a script
 * live on; what the browser then takes away is `runtime`, or its id, or it throws. Firefox ends it.
 */
export function isCutOff(): boolean {
  try {
    return !(globalThis as { chrome?: { runtime?: { id?: string } } }).chrome?.runtime?.id;
  } catch {
    return true;
  }
}
