type Fact = { label: string; value: string; note?: string };

/** What is so and is not to be changed here. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-3">
      {facts.map(({ label, value, note }) => (
        <div key={label}>
          <dt className="font-semibold">{label}</dt>
          <dd className="break-words">
            {value}
            {note && <span className="block text-xs text-ink-3">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
