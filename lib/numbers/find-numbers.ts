type Named = { id: string; name: string; phone: string | null };

/** By name, id or phone number in any spelling: every word has to be found somewhere, digits in the number. */
export function findNumbers<T extends Named>(rows: readonly T[], asked: string): T[] {
  const digits = asked.replaceAll(/\D/g, "").replace(/^0+/, "");
  if (digits.length >= 3 && !/\p{L}/u.test(asked))
    return rows.filter(({ phone, name }) => (phone ?? name).includes(digits));
  const words = plain(asked).split(/\s+/).filter(Boolean);
  return rows.filter(({ id, name, phone }) => {
    const told = plain(`${name} ${id} ${phone ?? ""}`);
    return words.every((word) => told.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
