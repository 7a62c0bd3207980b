/** Says now and then how far a run of a night has come; a run of the day is over before it would. */
export function progress(of: string, runs: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % 500 === 0) console.info(`${done} of ${runs} ${of}`);
  };
}
