/** Asks again and again until the answer is yes. */

/** Waits for something; says what was waited for when it does not come. */
export async function until(
  what: string,
  ask: () => Promise<boolean>,
  limit = 60_000,
): Promise<void> {
  const end = Date.now() + limit;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
