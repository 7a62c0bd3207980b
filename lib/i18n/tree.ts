export type MessageTree = { [key: string]: string | MessageTree };

/** The base with some sentences replaced; a key the base does not have is left out. */
export function overlay<Tree extends object>(base: Tree, changes: object): Tree {
  const merged = Object.entries(base).map(([key, value]) => {
    const change: unknown = Reflect.get(changes, key);
    if (change === undefined) return [key, value];
    return [key, typeof value === "string" ? change : overlay(value, Object(change))];
  });
  return Object.fromEntries(merged) as Tree;
}

/** Every sentence passed through `change`, the shape kept. */
export function mapTree<Tree extends object>(tree: Tree, change: (sentence: string) => string): Tree {
  const mapped = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === "string" ? change(value) : mapTree(value, change),
  ]);
  return Object.fromEntries(mapped) as Tree;
}

/** Dotted paths of all sentences. */
export function flatten(tree: object, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") flat.set(path, value);
    else for (const [inner, sentence] of flatten(value, path)) flat.set(inner, sentence);
  }
  return flat;
}
