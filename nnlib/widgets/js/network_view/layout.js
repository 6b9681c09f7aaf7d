// Where everything is, in CSS pixels.

import { SIDE } from "../shared/digit.js";
import { endsOf } from "./names.js";

export class Layout {
  constructor(width, height, { sizes, last, hasImage }) {
    Object.assign(this, { width, height, sizes, last, hasImage });
    this.unit = Math.min(1.8, Math.max(0.55, Math.min(Math.sqrt(width / 800), height / 440)));
    this.top = 90 * this.unit;
    this.bottom = height - 46 * this.unit;
    this.margin = 24 * this.unit;
    this.columns = sizes.map(() => null);
    if (hasImage) this.placeImage(width);
    this.placeColumns(width - this.margin - 136 * this.unit);
  }

  placeImage(width) {
    const room = Math.min(this.bottom - this.top - 22 * this.unit, (this.last === 1 ? 0.38 : 0.31) * width);
    const size = SIDE * Math.max(1, Math.floor(room / SIDE));
    this.image = { x: this.margin, y: Math.round((this.top + this.bottom - size) / 2), size, cell: size / SIDE };
    this.mouth = { x: this.margin + size + 8 * this.unit, y: this.image.y + size / 2 };
  }

  placeColumns(right) {
    const first = this.hasImage ? 1 : 0;
    const left = this.hasImage ? this.mouth.x : this.margin + 64 * this.unit;
    // The fan of lines from the image is a little narrower than the space between two layers.
    const steps = this.last - first + (this.hasImage ? 0.7 : 0);
    this.gap = (right - left) / steps;
    for (let layer = first; layer <= this.last; layer++) {
      const x = right - (this.last - layer) * this.gap;
      this.columns[layer] = this.column(x, this.sizes[layer]);
    }
  }

  column(x, count) {
    const spacing = Math.min((this.bottom - this.top) / count, 90 * this.unit);
    const middle = (this.top + this.bottom) / 2;
    const ys = Array.from({ length: count }, (_, i) => middle + (i - (count - 1) / 2) * spacing);
    return { x, ys, spacing, radius: Math.min(0.42 * spacing, 9 * this.unit + 0.13 * spacing) };
  }

  isPixel(layer) {
    return layer === 0 && this.hasImage;
  }

  at({ layer, index }) {
    if (!this.isPixel(layer)) return { x: this.columns[layer].x, y: this.columns[layer].ys[index] };
    const { x, y, cell } = this.image;
    return { x: x + ((index % SIDE) + 0.5) * cell, y: y + (Math.floor(index / SIDE) + 0.5) * cell };
  }

  ends(edge) {
    return endsOf(edge).map((end) => this.at(end));
  }
}
