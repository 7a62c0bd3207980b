import type { Call } from "./call";
import { curl } from "./curl";
import { node } from "./node";
import { php } from "./php";
import { python } from "./python";

const writers = { curl, node, python, php } as const;

export type SampleLanguage = keyof typeof writers;

export const sampleLanguages: readonly { id: SampleLanguage; name: string }[] = [
  { id: "curl", name: "curl" },
  { id: "node", name: "Node" },
  { id: "python", name: "Python" },
  { id: "php", name: "PHP" },
];

export function sampleIn(language: SampleLanguage, call: Call): string {
  return writers[language](call);
}

/** As the address asks; what is not known is shown in the shell. */
export function languageOf(asked: string | string[] | undefined): SampleLanguage {
  return sampleLanguages.find(({ id }) => id === asked)?.id ?? "curl";
}
