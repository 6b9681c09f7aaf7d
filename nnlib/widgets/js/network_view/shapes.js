// Small shapes, for the network and for its legend alike.

// Blue for what is positive, orange for what is negative.
export function signColour({ colours }, value) {
  return value > 0 ? colours.up : colours.down;
}

// Points up if `size` is positive, down if it is negative.
export function arrowhead(pen, x, y, size, color) {
  const width = Math.abs(size) * 0.87;
  const points = [
    [x, y - size],
    [x + width, y + size / 2],
    [x - width, y + size / 2],
  ];
  pen.polygon(points, color);
}

// From thin to thick.
export function wedge(pen, x, y, color) {
  const { unit } = pen;
  const points = [
    [x, y],
    [x + 20 * unit, y - 3 * unit],
    [x + 20 * unit, y + 3 * unit],
  ];
  pen.polygon(points, color);
}

// From black to white.
export function ramp({ ctx, unit }, x, y) {
  const fill = ctx.createLinearGradient(x, 0, x + 20 * unit, 0);
  fill.addColorStop(0, "black");
  fill.addColorStop(1, "white");
  ctx.fillStyle = fill;
  ctx.fillRect(x, y - 6 * unit, 20 * unit, 12 * unit);
}
