/** Lets the page do other work during a long task. */

/** Goes on in a task of its own; also in a page that is hidden, where timers are slow. */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resume) => {
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}
