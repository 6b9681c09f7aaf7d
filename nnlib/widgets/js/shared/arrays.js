// Numbers as Python sends them, and a few questions about many numbers.

// The bytes of a message as float32. A copy, because they need not be aligned.
export function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

export function bytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

// Cuts `values` into parts of these sizes, one after the other, which share its memory.
export function split(values, sizes) {
  let start = 0;
  return sizes.map((size) => {
    const part = values.subarray(start, start + size);
    start += size;
    return part;
  });
}

export function argmax(values) {
  return values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
}

// The largest absolute value.
export function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

// The lowest and the highest value in several arrays.
export function extent(arrays) {
  let [low, high] = [Infinity, -Infinity];
  for (const values of arrays) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

// The nearest value from 0 to `high`.
export function clamp(value, high) {
  return Math.min(high, Math.max(0, value));
}
