// The course as it stands in the repository: what a test expects of the page comes from there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const LESSONS = path.resolve(import.meta.dirname, "../../lessons");

export type Kind = "predict" | "fill" | "write" | "fix" | "order";

export interface Exercise {
  id: string;
  kind: Kind;
  /** The sentence that the first mistake is told with. */
  mistake: string;
  hints: number;
  /** What somebody has written who makes the first mistake. */
  wrong: string;
  /** None for a prediction, whose answer is what the program prints. */
  solution?: string;
}

export interface Figure {
  id: string;
  lab: string;
  goal: string;
}

/** What a learner comes to. */
export type Step = { screen: string } | { question: string } | { figure: Figure } | { exercise: Exercise };

export interface Lesson {
  id: string;
  title: string;
  chapter: number;
  /** In the order of the page. */
  steps: Step[];
}

/** The questions of a lesson, by their ids. */
export const questionsOf = ({ steps }: Lesson) => steps.flatMap((step) => ("question" in step ? [step.question] : []));
export const figuresOf = ({ steps }: Lesson) => steps.flatMap((step) => ("figure" in step ? [step.figure] : []));
export const exercisesOf = ({ steps }: Lesson) => steps.flatMap((step) => ("exercise" in step ? [step.exercise] : []));

/** Where a screen begins, or a block that there is something to do in. */
const STEP = /^## .*\{#([a-z0-9-]+)\}$|^```(question|figure|exercise)\n([\s\S]*?)^```$/gm;

const values = (lines: string[], key: string) =>
  lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2).trim());
const value = (lines: string[], key: string) => values(lines, key)[0] ?? "";

function exercise(folder: string, lines: string[]): Exercise {
  const id = value(lines, "id");
  const kind = value(lines, "kind") as Kind;
  const file = (name: string) => path.join(folder, "exercises", id, name);
  const solution = file("solution.go");
  return {
    id,
    kind,
    mistake: value(lines, "mistake").split(" | ").at(-1) ?? "",
    hints: values(lines, "hint").length,
    wrong: readFileSync(file(kind === "predict" ? "mistake-1.txt" : "mistake-1.go"), "utf8"),
    solution: existsSync(solution) ? readFileSync(solution, "utf8") : undefined,
  };
}

function step(folder: string, screen: string | undefined, kind: string, lines: string[]): Step {
  const id = value(lines, "id");
  if (screen) return { screen };
  if (kind === "question") return { question: id };
  if (kind === "figure") return { figure: { id, lab: value(lines, "lab"), goal: value(lines, "goal") } };
  return { exercise: exercise(folder, lines) };
}

function lesson(id: string): Lesson {
  const folder = path.join(LESSONS, id);
  const text = readFileSync(path.join(folder, "lesson.md"), "utf8");
  const head = text.split("---\n")[1].split("\n");
  return {
    id,
    title: value(head, "title"),
    chapter: Number(value(head, "chapter")),
    steps: [...text.matchAll(STEP)].map(([, screen, kind, body = ""]) => step(folder, screen, kind, body.trim().split("\n"))),
  };
}

export const lessons = readdirSync(LESSONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => lesson(name));

/** The lessons of the Go chapters. */
export const GO = lessons.filter(({ chapter }) => chapter <= 2);

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
const isMark = (line: string) => /^\/\/ order:(begin|end)$/.test(line);

/** What stands in a program in the place of the lines that are to be ordered, which the solution marks. */
export function ordered(program: string, solution: string): string[] {
  const [head, rest] = solution.split("// order:begin\n");
  const [, tail] = rest.split("// order:end\n");
  return lines(program).filter((line) => !isMark(line)).slice(lines(head).length, -lines(tail).length);
}
