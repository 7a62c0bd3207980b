// Outside Next every process is a server; the marker module has nothing to guard there.
export {};
