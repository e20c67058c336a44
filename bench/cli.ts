/**
 * What `npm run scan` gets through on one core, and that its memory does not grow with its input. The input comes from a
 * generator; the process reports its own CPU time and its peak memory.
 */
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { exponent, type Section, single } from './measure.ts';
import { ordinaryTexts } from './ordinary-texts.ts';

const MIB = 2 ** 20;
const LARGEST_MIB = 1024;
/** The large input is a gigabyte, or what can be read in this many seconds. */
const LONGEST_SECONDS = 240;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Run {
  bytes: number;
  lines: number;
  answers: number;
  cpuSeconds: number;
  peakMiB: number;
}

/** Ordinary texts over and over, each time with another number in it, as JSON lines. */
function* records(texts: readonly string[], bytes: number, sent: { bytes: number; lines: number }) {
  for (let i = 0; sent.bytes < bytes; i++) {
    const line = Buffer.from(`${JSON.stringify({ id: i, text: `${i} ${texts[i % texts.length]}` })}\n`);
    sent.bytes += line.length;
    sent.lines++;
    yield line;
  }
}

async function run(texts: readonly string[], bytes: number): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', fileURLToPath(new URL('exit-report.ts', import.meta.url)), 'scripts/scan.ts'],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit', 'pipe'] },
  );
  const sent = { bytes: 0, lines: 0 };
  const [output, reported] = [child.stdout!, child.stdio[3] as Readable];
  let answers = 0;
  output.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) answers++;
  });
  let report = '';
  reported.setEncoding('utf8').on('data', (chunk: string) => {
    report += chunk;
  });
  Readable.from(records(texts, bytes, sent), { objectMode: false }).pipe(child.stdin!);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`scan 以 ${code} 结束`);
  const { cpuSeconds, peakMiB } = JSON.parse(report) as Pick<Run, 'cpuSeconds' | 'peakMiB'>;
  return { ...sent, answers, cpuSeconds, peakMiB };
}

export async function* benchCli(quick: boolean): AsyncGenerator<Section> {
  const { from, texts } = ordinaryTexts();
  const unit = (quick ? 1 : 4) * MIB;
  const idle = await run(texts, 0);
  const grown: Run[] = [];
  for (const times of [1, 2, 4]) grown.push(await run(texts, times * unit));
  const cost = ({ cpuSeconds }: Run) => cpuSeconds - idle.cpuSeconds;
  const affordable = (LONGEST_SECONDS * grown[2]!.bytes) / cost(grown[2]!);
  const large = quick ? grown[2]! : await run(texts, Math.min(LARGEST_MIB * MIB, affordable));
  yield {
    title: '命令行',
    from: `${from}，生成器逐行送进标准输入；进程自己的 CPU 时间，减去空输入的 ${idle.cpuSeconds.toFixed(2)} 秒`,
    measures: [
      single('每核吞吐', large.bytes / MIB / cost(large), 'MiB/s'),
      single('输入', large.bytes / MIB, 'MiB'),
      single('没有答案的行', large.lines - large.answers, '行'),
      single('内存峰值，空输入', idle.peakMiB, 'MiB'),
      ...grown.map((each) => single(`内存峰值，${(each.bytes / MIB).toFixed(0)} MiB`, each.peakMiB, 'MiB')),
      ...(quick ? [] : [single(`内存峰值，${(large.bytes / MIB).toFixed(0)} MiB`, large.peakMiB, 'MiB')]),
      single('n → 4n 的增长指数', exponent(cost(grown[0]!), cost(grown[2]!)), ''),
    ],
  };
}
