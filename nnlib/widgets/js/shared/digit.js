// An image of 28 × 28 pixels, row after row, on a canvas of that size.

export const SIDE = 28;

export function digitCanvas() {
  return Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
}

// colourOf(i) is the colour [red, green, blue] of pixel i, each from 0 to 255.
export function paintPixels(canvas, colourOf) {
  const image = new ImageData(SIDE, SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) image.data.set([...colourOf(i), 255], 4 * i);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

// White ink on black: greys[i] from 0 to 255.
export function paintDigit(canvas, greys) {
  paintPixels(canvas, (i) => [greys[i], greys[i], greys[i]]);
}

// The greys of the image at this place, of many that are stored one after the other.
export function imageAt(greys, place) {
  return greys.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
}
