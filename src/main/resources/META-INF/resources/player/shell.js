// Keeps the page itself, so that a player whose network is gone starts from cold.

const RENEW_MS = 6 * 3600 * 1000;

/** Registers what answers in the service's place; without a secure context the player only works while the service answers. */
export async function keepShell(faults) {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(new URL('./sw.js', import.meta.url), { scope: new URL('./', import.meta.url).pathname });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage('renew');
    setInterval(() => active.postMessage('renew'), RENEW_MS);
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
  } catch (failure) {
    faults.raise('SHELL_NOT_KEPT', failure.message);
  }
}
