export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="sr-only rounded-control bg-primary font-semibold text-primary-fg focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:px-4 focus:py-2.5 print:hidden"
    >
      {label}
    </a>
  );
}
