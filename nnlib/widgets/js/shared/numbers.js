// How numbers are written and read. `written` and `signed` say the same as Python does (a test compares).

// 0.312, −0.00042, 3.1·10⁻⁷
export function written(value) {
  const size = Math.abs(value);
  const digits = size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 ? 3 : 5;
  const text = size === 0 || size === 1 ? String(size) : size >= 0.0001 ? size.toFixed(digits) : power(size);
  return value < 0 ? `−${text}` : text;
}

function power(size) {
  const [mantissa, exponent] = size.toExponential(1).split("e");
  const raised = [...exponent].map((sign) => ({ "-": "⁻", "+": "" })[sign] ?? "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]);
  return `${mantissa}·10${raised.join("")}`;
}

export function signed(value) {
  return value > 0 ? `+${written(value)}` : written(value);
}

// For places with room for only a few characters: +0.12, −0.0034, ≈ 0.
export function brief(value) {
  const size = Math.abs(value);
  if (size < 0.0001) return size ? "≈ 0" : "0";
  return (value > 0 ? "+" : "−") + size.toFixed(size < 0.01 ? 4 : 2);
}

// 13,002
export function whole(value) {
  return value.toLocaleString("en", { maximumFractionDigits: 0 });
}

// What a learner typed, "13,002", "13 002", "0,5", "1e-4" or "−3", as a number; NaN if it is not one.
export function typed(text) {
  let plain = text.replace(/[\s'_]/g, "").replace("−", "-");
  if (/^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(",", "");
  else if (!plain.includes(".")) plain = plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
