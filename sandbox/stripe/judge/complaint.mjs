const head = "Against Stripe's contract: ";

/** A violation as a line of the log, where whoever ends a run finds it, however the sandbox ended. */
export function complaint({ where, what }) {
  return `${head}${where}: ${what}`;
}

export function complaintsIn(output) {
  return output.split("\n").filter((line) => line.includes(head));
}
