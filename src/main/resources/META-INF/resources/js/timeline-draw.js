// Draws days on a canvas. Where plays are narrower than a pixel, the one in the middle of each pixel is drawn, so a week costs no more than a minute.

import { dateOf, indexAt, offsetAt, timeOf } from './timeline-days.js';

export const AXIS = 40;
export const ROW = 56;
export const LANE = 26;
export const FINE = 10000; // milliseconds per pixel from which minutes can be told apart, and seconds of a fixed time

/** How many pixels from a thing one still takes hold of it: a finger covers more than the tip of a mouse pointer. */
export const reach = ({ pointerType }) => (pointerType === 'touch' ? 18 : 6);
export const COLORS = ['#1463ff', '#0d9b6c', '#d98a00', '#e2445c', '#7a4ff0', '#16a6c9', '#f27d3a', '#5c8a1f', '#c33fa3', '#3c5a99', '#a56b2c', '#58687f'];
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].map((seconds) => seconds * 1000);
const LABEL = 74;
const FONT = '12px "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

export class Drawing {
  constructor(canvas, words, colorOf) {
    Object.assign(this, { canvas, words, colorOf });
    this.context = canvas.getContext('2d', { alpha: false });
  }

  /** @param lanes how many dayparts each screen has below its plays */
  resize(lanes) {
    const ratio = devicePixelRatio || 1;
    this.width = this.canvas.clientWidth;
    this.heights = lanes.map((count) => ROW + count * LANE + (count && 4));
    this.tops = this.heights.map((own, row) => AXIS + this.heights.slice(0, row).reduce((sum, one) => sum + one, 0));
    this.height = AXIS + this.heights.reduce((sum, one) => sum + one, 0);
    this.canvas.style.height = `${ this.height }px`;
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /** @returns the screen at a height; −1 above and below them all */
  rowAt(y) {
    return this.tops.findIndex((top, row) => y >= top && y < top + this.heights[row]);
  }

  draw({ from, span, rows, bands, zone, now, chosen }) {
    const context = this.context;
    this.from = from;
    this.perPixel = span / this.width;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, this.width, this.height);
    context.font = FONT;
    context.textBaseline = 'middle';
    rows.forEach((row, at) => this.ground(row, this.tops[at], this.heights[at]));
    this.axis(zone, span);
    rows.forEach((row, at) => this.row(row, this.tops[at], chosen && chosen.row === at ? chosen : null));
    for (const band of bands) this.band(band);
    this.line(now, '#e2445c');
  }

  x(instant) {
    return (instant - this.from) / this.perPixel;
  }

  axis(zone, span) {
    const { context } = this;
    const step = STEPS.find((one) => one / this.perPixel >= LABEL) || STEPS.at(-1);
    const offset = offsetAt(this.from, zone);
    context.fillStyle = '#fafbfd';
    context.fillRect(0, 0, this.width, AXIS);
    let date = '';
    for (let at = Math.floor((this.from + offset) / step) * step - offset; at < this.from + span; at += step) {
      const instant = at + offset - offsetAt(at, zone); // a clock that was changed moves the marks with it
      const x = Math.round(this.x(instant)) + 0.5;
      const time = timeOf(instant, zone);
      const midnight = time === '00:00:00';
      context.strokeStyle = midnight ? '#98a6bf' : '#e9edf4';
      context.beginPath();
      context.moveTo(x, midnight ? 0 : 22);
      context.lineTo(x, this.height);
      context.stroke();
      const day = dateOf(instant, zone);
      context.fillStyle = '#66718a';
      if (day !== date && (midnight || x >= 0)) context.fillText(day, Math.max(4, x + 5), 11);
      if (x >= 0) date = day;
      if (step < 86400000) context.fillText(time.slice(0, step < 60000 ? 8 : 5), x + 5, 30);
    }
    context.strokeStyle = '#dfe5ef';
    context.strokeRect(-0.5, AXIS - 0.5, this.width + 1, 1);
  }

  /** Open hours are white, closed ones grey. */
  ground(days, top, height) {
    const { context } = this;
    context.strokeStyle = '#e3e8f0';
    context.strokeRect(-1, top + 0.5, this.width + 2, height);
    for (const [day, left, right] of this.inView(days)) {
      context.fillStyle = '#eef1f6';
      context.fillRect(left, top + 1, right - left, height - 1);
      context.fillStyle = '#fff';
      for (const [begin, end] of day.open) {
        const x = Math.max(left, this.x(day.fromMs + begin));
        context.fillRect(x, top + 1, Math.max(0, Math.min(right, this.x(day.fromMs + end)) - x), height - 1);
      }
    }
  }

  inView(days) {
    return days.filter(Boolean)
      .map((day) => [day, Math.max(0, this.x(day.fromMs)), Math.min(this.width, this.x(day.untilMs))])
      .filter(([, left, right]) => right > left);
  }

  row(days, top, chosen) {
    for (const [day, left, right] of this.inView(days)) {
      if (!day.sheet) this.write(this.words.noSheet, left, right, top + ROW / 2);
      else this.plays(day, top + 8, left, right, chosen);
      if (day.sheet && day.sheet.state === 'DRAFT' && right - left > 60) this.label(`${ this.words.draft } v${ day.sheet.version }`, left + 6, top + 16);
    }
  }

  plays(day, top, left, right, chosen) {
    const first = Math.max(0, indexAt(day, this.from + left * this.perPixel));
    const last = indexAt(day, this.from + right * this.perPixel);
    if (last - first > (right - left) / 2) this.dense(day, top, left, right);
    else for (let at = first; at <= last; at++) this.play(day, at, top, chosen && chosen.day === day && chosen.index === at);
    for (const [at, spot] of day.spots.entries()) {
      for (const fixed of spot.fixedMs) this.fixed(this.x(day.fromMs + fixed), top, this.colorOf(day, at));
    }
  }

  dense(day, top, left, right) {
    const { context } = this;
    let runColor = null;
    let runFrom = 0;
    let index = -1;
    const end = Math.ceil(right);
    for (let x = Math.floor(left); x <= end; x++) {
      const at = this.from + (x + 0.5) * this.perPixel - day.fromMs;
      index = index < 0 ? indexAt(day, at + day.fromMs) : index;
      while (index + 1 < day.plays.length && day.plays[index + 1][0] <= at) index++;
      const play = day.plays[index];
      const color = x < end && play && at >= play[0] && at < play[0] + play[3] ? this.colorOf(day, play[2]) : null;
      if (color === runColor) continue;
      if (runColor) {
        context.fillStyle = runColor;
        context.fillRect(runFrom, top, x - runFrom, ROW - 16);
      }
      runColor = color;
      runFrom = x;
    }
  }

  play(day, index, top, chosen) {
    const { context } = this;
    const [start, , spot, duration] = day.plays[index];
    const x = this.x(day.fromMs + start);
    const width = duration / this.perPixel;
    if (x + width < 0 || x > this.width) return;
    context.fillStyle = this.colorOf(day, spot);
    context.fillRect(x, top, Math.max(0.6, width - (width > 4 ? 1 : 0)), ROW - 16);
    if (chosen) {
      context.strokeStyle = '#14213a';
      context.lineWidth = 2;
      context.strokeRect(x + 1, top + 1, Math.max(1, width - 2), ROW - 18);
      context.lineWidth = 1;
    }
    if (width > 40) this.write(day.spots[spot].title || this.words.gone, Math.max(0, x), Math.min(this.width, x + width), top + ROW / 2 - 8, '#fff');
  }

  /** A pin where a play must start. */
  fixed(x, top, color) {
    if (x < -6 || x > this.width + 6) return;
    const { context } = this;
    context.fillStyle = '#14213a';
    context.fillRect(x - 0.75, top - 5, 1.5, ROW - 8);
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, top - 3, 4, 0, 7);
    context.fill();
    context.strokeStyle = '#14213a';
    context.stroke();
  }

  /** A daypart on one day; its words stand in it, or beside it where there is room on that day. */
  band({ day, row, lane, stretches, color, words }) {
    const { context } = this;
    const top = this.tops[row] + ROW + lane * LANE + 3;
    const needed = context.measureText(words).width + 12;
    stretches.forEach(([begin, end], at) => {
      const left = Math.max(-2, this.x(day.fromMs + begin));
      const right = Math.min(this.width + 2, this.x(day.fromMs + end));
      if (right < left) return;
      context.globalAlpha = 0.22;
      context.fillStyle = color;
      context.fillRect(left, top, Math.max(1, right - left), LANE - 6);
      context.globalAlpha = 1;
      context.fillRect(left, top, Math.max(1, right - left), 2);
      context.fillRect(left, top, 2, LANE - 6);
      context.fillRect(right - 2, top, 2, LANE - 6);
      const room = Math.min(this.width, this.x(stretches[at + 1] ? day.fromMs + stretches[at + 1][0] : day.untilMs));
      const x = right - Math.max(0, left) >= needed ? Math.max(0, left) : right;
      if (x + needed > (x === right ? room : right) + 0.5) return;
      context.fillStyle = '#14213a';
      context.fillText(words, x + 6, top + LANE / 2 - 2);
    });
  }

  write(text, left, right, y, color = '#8a95aa') {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(left + 4, y - 20, Math.max(0, right - left - 8), 40);
    context.clip();
    context.fillStyle = color;
    context.fillText(text, left + 6, y);
    context.restore();
  }

  label(text, x, y) {
    const { context } = this;
    context.fillStyle = '#fff0d6';
    context.fillRect(x - 3, y - 9, context.measureText(text).width + 6, 18);
    context.fillStyle = '#8a5000';
    context.fillText(text, x, y);
  }

  line(instant, color) {
    const x = Math.round(this.x(instant));
    if (x < 0 || x > this.width) return;
    this.context.fillStyle = color;
    this.context.fillRect(x - 1, 0, 2, this.height);
  }
}
