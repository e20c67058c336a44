import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Call<O extends Options> = ReturnType<typeof parseArgs<{ allowPositionals: true; options: O }>>;

/** What a command was called with. `--help` prints how to call it, a wrong call says what is wrong: exit code 0 and 2. */
export function callOf<O extends Options>(usage: string, options: O): Call<O> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return fail(`${reasonOf(error as NodeJS.ErrnoException)}\n${usage}`);
  }
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
