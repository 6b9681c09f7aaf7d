// A photograph that the learner chooses: the browser reads the file, shrinks the picture, and turns it as the camera was held.

import { bytes } from "../shared/arrays.js";

const LONGEST = 512; // pixels: the longer side of what Python gets, however many the camera has

// The picture in a file as { width, height, grey }, a byte for each pixel; an error if the browser sees no picture in it.
export async function readPhotograph(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const context = new OffscreenCanvas(width, height).getContext("2d");
  Object.assign(context, { imageSmoothingQuality: "high", fillStyle: "white" });
  context.fillRect(0, 0, width, height); // behind what is transparent
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return { width, height, grey: greysOf(context.getImageData(0, 0, width, height).data) };
}

// How bright each pixel [red, green, blue, opacity] looks.
export function greysOf(data) {
  const brightness = (i) => Math.round(0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]);
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => brightness(4 * i));
}

// The whole photograph in the middle of a square canvas, with a frame around the digit that was found in it.
export function paintPhotograph(canvas, { width, height, grey }, box, colour) {
  const side = canvas.width;
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, side, side);
  const scale = side / Math.max(width, height);
  context.setTransform(scale, 0, 0, scale, (side - scale * width) / 2, (side - scale * height) / 2);
  context.drawImage(greyPicture(bytes(grey), width, height), 0, 0);
  if (box) {
    const [left, top, right, bottom] = box;
    Object.assign(context, { strokeStyle: colour, lineWidth: side / 100 / scale });
    context.strokeRect(left * width, top * height, (right - left) * width, (bottom - top) * height);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
}

// A canvas of this size that holds these greys.
export function greyPicture(greys, width, height) {
  const image = new ImageData(width, height);
  for (const [i, grey] of greys.entries()) image.data.set([grey, grey, grey, 255], 4 * i);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
