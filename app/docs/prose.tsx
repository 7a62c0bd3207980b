/** A paragraph whose names stand in backticks. */
export function Prose({ text }: { text: string }) {
  return (
    <p className="wrap-anywhere">
      {text.split("`").map((piece, i) =>
        i % 2 === 1 ? (
          <code key={`${i}${piece}`} className="rounded-bar bg-sunken px-1 font-mono text-sm">
            {piece}
          </code>
        ) : (
          piece
        ),
      )}
    </p>
  );
}
