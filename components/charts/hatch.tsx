/** A pattern for what is still going on, and for the rest that has no colour of its own. */
export function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill={`var(--${color})`} opacity="0.25" />
      <rect width="2.5" height="5" fill={`var(--${color})`} />
    </pattern>
  );
}
