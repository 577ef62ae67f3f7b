// What an operator asks of this player, inside the signed manifest: each is done once, whatever comes again, and answered in heartbeats.

import { Kept } from './store.js';

const REMEMBERED = 100;

export class Commands {
  /** @param deeds a function for each kind; what it returns is said in the answer */
  constructor({ store, clock, deeds, onAnswer }) {
    Object.assign(this, { clock, deeds, onAnswer });
    this.kept = new Kept(store, 'commands');
    this.answered = [];
    this.listed = new Set();
    this.queue = Promise.resolve();
  }

  /** Takes up what an earlier session has done. */
  async restore() {
    this.answered = (await this.kept.read()) || [];
  }

  /** Does what the manifest lists and was not done yet, one after another. */
  follow(manifest) {
    const commands = (Array.isArray(manifest.commands) ? manifest.commands : []).filter((one) => one && typeof one.id === 'string');
    this.listed = new Set(commands.map((command) => command.id));
    for (const command of commands) this.queue = this.queue.then(() => this.obey(command));
  }

  async obey({ id, kind, until }) {
    if (this.answered.some((answer) => answer.id === id)) return;
    if (Date.parse(until) <= this.clock.now()) return;
    // Written down first: a command that takes the page with it must not be found undone afterwards.
    const answer = { id, outcome: 'DONE', detail: '' };
    await this.remember(answer);
    try {
      const deed = this.deeds[kind];
      if (!deed) throw new Error(`unknown here: ${String(kind).slice(0, 40)}`);
      const said = await deed();
      if (typeof said === 'string') answer.detail = said;
    } catch (failure) {
      Object.assign(answer, { outcome: 'FAILED', detail: String(failure.message).replace(/[\x00-\x1f\x7f]/g, ' ').slice(0, 400) });
    }
    await this.remember(answer);
    this.onAnswer();
  }

  async remember(answer) {
    this.answered = [...this.answered.filter((one) => one.id !== answer.id), answer].slice(-REMEMBERED);
    await this.kept.write(this.answered);
  }

  /** What became of those that the manifest still lists. */
  answers() {
    return this.answered.filter((answer) => this.listed.has(answer.id)).slice(-50);
  }
}
