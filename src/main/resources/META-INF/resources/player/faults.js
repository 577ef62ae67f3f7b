// What is wrong right now: told in every heartbeat, shown in the overlay, gone when it is repaired.

export class Faults {
  constructor(clock) {
    this.clock = clock;
    this.current = new Map();
    this.listeners = [];
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** The same code about the same subject is one fault: it keeps the instant at which it began. */
  raise(code, detail = '', subject = '') {
    const key = `${code} ${subject}`;
    const known = this.current.get(key);
    if (known && known.detail === detail) return;
    this.current.set(key, { code, detail, since: known ? known.since : this.clock.iso() });
    if (!known) console.warn('fault', code, detail);
    for (const listener of this.listeners) listener();
  }

  clear(code, subject = '') {
    if (!this.current.delete(`${code} ${subject}`)) return;
    for (const listener of this.listeners) listener();
  }

  /** Forgets faults about subjects that no longer matter. */
  keepOnly(code, subjects) {
    for (const key of [...this.current.keys()]) {
      const [name, subject] = key.split(' ');
      if (name === code && !subjects.has(subject)) this.clear(code, subject);
    }
  }

  list() {
    return [...this.current.values()];
  }
}
