/** Something a rule author has to mend, with its place. Lines and columns count from 1. */
export interface Problem {
  /** Path below the project, for example rules/brushing/phone-only-job.yaml. */
  file: string;
  line: number;
  column: number;
  /** One Chinese sentence: what is wrong and what to do. */
  message: string;
}

/** A problem with a file as a whole. */
export function problemWith(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}

/** A file that can say where in it something is wrong. */
export interface ProblemSource {
  problem(path: readonly (string | number)[], message: string): Problem;
}

/** `file:line:col 中文说明`, the form editors and CI turn into links. */
export function formatProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message}`;
}

/** Thrown when rules cannot be compiled; carries every problem, not just the first. */
export class RuleProblems extends Error {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'RuleProblems';
    this.problems = problems;
  }
}
