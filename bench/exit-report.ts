/** Loaded before a program that bench/cli.ts measures: at its end it tells what it used, on file descriptor 3. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  // maxRSS is in KiB.
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  writeSync(3, JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMiB }));
});
