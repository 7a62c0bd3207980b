"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useTransition } from "react";
import { queryText } from "./query-text";

type QueryFormProps = {
  label: string;
  /** What the page shows now, as `queryText` spells it. */
  current: string;
  /** What need not be said. */
  usual: string;
  filters: ReactNode;
  children: ReactNode;
};

const typingMs = 300;

/** Filters that live in the address: what is chosen shows at once; without scripts, when the form is sent. */
export function QueryForm({ label, current, usual, filters, children }: QueryFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<number | null>(null);
  const [pending, start] = useTransition();

  useEffect(() => {
    // The address was changed by something else, such as Back or a chip: the fields follow it.
    if (form.current && timer.current === null && asked(form.current, usual) !== current) form.current.reset();
  }, [current, usual]);
  useEffect(() => () => forget(timer), []);

  const ask = (how: "push" | "replace") => {
    forget(timer);
    const query = form.current ? asked(form.current, usual) : current;
    if (query !== current) start(() => router[how](`?${query}`, { scroll: false }));
  };
  const onChange = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const picked = form.current?.querySelector<HTMLInputElement>(`[data-picked-by~="${target.name}"]`);
    if (picked) picked.checked = true;
    if (target.matches("input:not([type=checkbox], [type=radio])")) {
      forget(timer);
      timer.current = window.setTimeout(() => ask("replace"), typingMs);
    } else ask("push");
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    for (const panel of form.current?.querySelectorAll("details[open]") ?? []) panel.removeAttribute("open");
    ask("push");
  };

  return (
    <>
      <search aria-label={label}>
        <form ref={form} method="get" onChange={onChange} onSubmit={onSubmit}>
          {filters}
        </form>
      </search>
      <div aria-busy={pending} className={clsx("transition-opacity", pending && "opacity-60")}>
        {children}
      </div>
    </>
  );
}

function forget(timer: RefObject<number | null>) {
  if (timer.current !== null) window.clearTimeout(timer.current);
  timer.current = null;
}

function asked(form: HTMLFormElement, usual: string): string {
  const said = [...new FormData(form)];
  return queryText(
    said.flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()] as const] : [])),
    usual,
  );
}
