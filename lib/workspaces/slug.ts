const longest = 32;

/** The part of the address that names a workspace; "workspace" for a name without a Latin letter or digit. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return slug || "workspace";
}

/** The slug itself, then numbered ones, then one that nobody has. */
export function* slugCandidates(slug: string, random: () => string): Generator<string> {
  yield slug;
  for (let number = 2; number <= 9; number++) yield `${slug}-${number}`;
  for (let attempt = 0; attempt < 3; attempt++) yield `${slug}-${random()}`;
}
