/** An address that has to break does so after its "@", never in the middle of a word as long as the word has room. */
export function Address({ email }: { email: string }) {
  const domain = email.lastIndexOf("@") + 1;
  return (
    <span className="wrap-anywhere">
      {email.slice(0, domain)}
      <wbr />
      {email.slice(domain)}
    </span>
  );
}
