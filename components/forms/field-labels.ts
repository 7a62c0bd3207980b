import { Children, isValidElement, type ReactNode } from "react";

type FieldProps = { name?: unknown; label?: unknown; legend?: unknown; children?: ReactNode };

/** Read from the form's content and not from the document, so that a page without JavaScript names its fields too. */
export function fieldLabels(content: ReactNode, found = new Map<string, string>()): ReadonlyMap<string, string> {
  Children.forEach(content, (child) => {
    if (!isValidElement<FieldProps>(child)) return;
    const { name, label, legend, children } = child.props;
    const words = label ?? legend;
    // A sentence to agree to ends with a point, where what is wrong with it goes on.
    if (typeof name === "string" && typeof words === "string") found.set(name, words.replace(/\.$/, ""));
    fieldLabels(children, found);
  });
  return found;
}
