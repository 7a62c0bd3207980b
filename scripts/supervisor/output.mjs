import { createInterface } from "node:readline";
import { styleText } from "node:util";

const coloured = process.stdout.isTTY && !process.env.NO_COLOR;

export function say(label, text) {
  for (const line of text.split("\n")) {
    const head = `${label.padEnd(11)}|`;
    process.stdout.write(`${coloured ? styleText("dim", head) : head} ${line}\n`);
  }
}

/** One line when a step begins, one every ten seconds while it lasts, one when it is done. */
export async function step(label, doing, work) {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  say(label, `${doing} …`);
  const ticker = setInterval(() => say(label, `… ${elapsed()}`), 10_000);
  try {
    const outcome = await work();
    say(label, `${outcome ?? "done"} (${elapsed()})`);
  } finally {
    clearInterval(ticker);
  }
}

/** Puts a label before each line a part writes. At a terminal its JSON log lines become readable; a file keeps them as they are. */
export function relay(label, stream) {
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim()) say(label, process.stdout.isTTY ? readable(line) : line);
  });
}

function readable(line) {
  if (!line.startsWith("{")) return line;
  try {
    const { ts, level, msg, ...rest } = JSON.parse(line);
    const details = Object.entries(rest).map(
      ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
    return [ts?.slice(11, 19), level, msg, ...details].filter(Boolean).join(" ");
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
}
