import { foldEmail } from "@/lib/auth/email";

export type Addresses = { folded: string[]; unreadable: string[] };

/** Each mailbox once, in the order typed; `Ana Silva <ana@kianda.example>` counts as its address. */
export function readAddresses(text: string): Addresses {
  const folded = new Set<string>();
  const unreadable: string[] = [];
  const bare = text.replace(/[^,;\n<>]*<([^<>]*)>/g, " $1 ");
  for (const part of bare.split(/[\s,;]+/).filter(Boolean)) {
    const address = foldEmail(part);
    if (address) folded.add(address);
    else unreadable.push(part);
  }
  return { folded: [...folded], unreadable };
}
