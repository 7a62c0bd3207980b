export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="fixed start-3 top-3 z-50 -translate-y-24 rounded-control bg-primary px-4 py-2.5 font-semibold text-primary-fg focus:translate-y-0 print:hidden"
    >
      {label}
    </a>
  );
}
