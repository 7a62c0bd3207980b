import { afterEach, beforeEach, expect, vi } from "vitest";

// An error that is only printed is an error nobody reads. A test that expects one replaces this spy with its own.
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  if (vi.isMockFunction(console.error)) expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
