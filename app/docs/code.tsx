/** Wraps instead of scrolling, so that a keyboard and a narrow screen miss nothing. */
export function Code({ children }: { children: string }) {
  return (
    <pre className="min-w-0 rounded-control border border-line bg-sunken px-3.5 py-2.5 font-mono text-sm break-words whitespace-pre-wrap">
      <code>{children}</code>
    </pre>
  );
}
