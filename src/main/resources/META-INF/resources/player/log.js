// The last lines of what the player says to its console, for whoever asks for them.

const MOST_LINES = 1000;
const LONGEST_LINE = 500;

export class ConsoleLog {
  constructor(now) {
    this.lines = [];
    for (const level of ['debug', 'info', 'warn', 'error']) {
      const said = console[level].bind(console);
      console[level] = (...words) => {
        said(...words);
        this.lines.push(`${now()} ${level} ${words.map(String).join(' ')}`.slice(0, LONGEST_LINE));
        if (this.lines.length > MOST_LINES) this.lines.shift();
      };
    }
    window.addEventListener('error', (event) => console.error(event.message));
    window.addEventListener('unhandledrejection', (event) => console.error('unhandled:', event.reason));
  }

  text() {
    return this.lines.join('\n').slice(-250000);
  }
}
