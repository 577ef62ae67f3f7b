// One picture.

import { painted } from './video-layer.js';

export class PictureLayer {
  constructor(item) {
    this.item = item;
    this.element = document.createElement('img');
    this.element.className = 'layer';
    this.element.alt = '';
  }

  async prepare() {
    this.element.src = this.item.url;
    await this.element.decode();
    await painted();
  }

  async start() {}

  keepInStep() {}

  progressMs() {
    return Infinity;
  }

  positionMs() {
    return 0;
  }

  stop() {
    this.element.removeAttribute('src');
  }
}
