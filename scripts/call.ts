import { type ParseArgsConfig, parseArgs } from 'node:util';
import { formatProblem, type Problem } from '../compiler/problem.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Call<O extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: O }>>;

/**
 * What a command was called with. `--help` prints how to call it, a wrong call says what is wrong: exit code 0 and 2.
 *
 * @param words how many words it takes, besides options, at most
 */
export function callOf<O extends Options>(usage: string, options: O, words = Number.POSITIVE_INFINITY): Call<O> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    const call = parseArgs({ allowPositionals: true, options });
    if (call.positionals.length > words) fail(`多了 ${call.positionals.slice(words).join(' ')}\n${usage}`);
    return call;
  } catch (error) {
    return fail(`${reasonOf(error as NodeJS.ErrnoException)}\n${usage}`);
  }
}

/** Ends the command when there is anything to mend in the rules: what it makes of the rest would pass for the whole. */
export function failOver(problems: readonly Problem[]): void {
  if (problems.length > 0)
    fail(`${problems.map(formatProblem).join('\n')}\n规则里有 ${problems.length} 处要先改，什么也没有写`);
}

/** Ends the command: it was called wrongly, or cannot work here. */
export function fail(reason: string): never {
  console.error(reason);
  process.exit(2);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  const option = /'(-[^ ']*)/.exec(message)?.[1] ?? '';
  return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? `不认识的选项 ${option}` : `选项 ${option} 的写法不对`;
}
