// Arithmetic that gives the same bits in Python and here, and numbers written without exponents.
// Only + - * / and the square root are used, which IEEE 754 fixes to the last bit. Twin of forms/logic/figures.py.

const LN2 = 0.6931471805599453;
// exp of more overflows, of less underflows.
const LARGEST = 709.782712893384, SMALLEST = -745.1332191019412;

// The shortest digits that mean x (finite, sign left out) and where the point stands: 0.d1d2… x 10^point.
export function digitsOf(x) {
  const [mantissa, exponent] = String(Math.abs(x)).split("e");
  const [whole, part = ""] = mantissa.split(".");
  const digits = whole + part, bare = digits.replace(/^0+/, "");
  return [bare.replace(/0+$/, ""), whole.length + Number(exponent ?? 0) - (digits.length - bare.length)];
}

// As XPath writes a number: no exponent, no trailing zeros, no -0.
export function textOf(x) {
  if (Number.isNaN(x)) return "NaN";
  const sign = x < 0 ? "-" : "";
  if (!Number.isFinite(x)) return sign + "Infinity";
  const [digits, point] = digitsOf(x);
  if (digits === "") return "0";
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + "0".repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function remainder(x, y) {
  return Number.isFinite(x) && !Number.isNaN(y) && y !== 0 ? x % y : NaN;
}

// Adding zero takes the sign from -0, which Python's whole numbers do not have.
export function truncated(x) {
  return Math.trunc(x) + 0;
}

export function floored(x) {
  return Math.floor(x) + 0;
}

// Rounds the number as it is written (1.005 to 1.01), a half towards positive infinity as XPath says.
export function rounded(x, places) {
  if (Number.isNaN(places)) return NaN;
  if (!Number.isFinite(x)) return x;
  const [digits, point] = digitsOf(x);
  const keep = point + Math.max(-400, Math.min(400, truncated(places)));
  if (keep >= digits.length) return x;
  if (keep < 0) return 0;
  const rest = digits.slice(keep);
  const up = rest[0] > "5" || (rest[0] === "5" && (rest.length > 1 || x > 0));
  const whole = BigInt(digits.slice(0, keep) || "0") + (up ? 1n : 0n);
  return Number(`${x < 0 && whole ? "-" : ""}${whole}e${point - keep}`);
}

// x to the y: whole exponents by multiplying, halves by the square root, others through logarithms to 15 digits.
export function power(x, y) {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (!Number.isFinite(y)) return toInfinity(Math.abs(x), y > 0);
  if (y === Math.floor(y)) return y >= 0 ? multiplied(x, Math.abs(y)) : 1 / multiplied(x, Math.abs(y));
  if (x < 0) return NaN;
  if (x === 0 || !Number.isFinite(x)) return (x === 0) === (y < 0) ? Infinity : 0;
  if (y * 2 === Math.floor(y * 2)) return power(Math.sqrt(x), y * 2);
  const found = raised(y * logarithm(x));
  return !Number.isFinite(found) || found === 0 ? found : rounded(found, 15 - digitsOf(found)[1]);
}

function toInfinity(x, up) {
  if (x === 1) return NaN;
  return (x > 1) === up ? Infinity : 0;
}

function multiplied(x, times) {
  let result = 1;
  while (times >= 1) {
    if (times % 2 === 1) result *= x;
    x *= x;
    times = Math.floor(times / 2);
  }
  return result;
}

function logarithm(x) {
  let halved = 0;
  for (; x > 1.5; halved += 1) x /= 2;
  for (; x < 0.75; halved -= 1) x *= 2;
  const s = (x - 1) / (x + 1), square = s * s;
  let term = s, total = s;
  for (let odd = 3; odd < 61; odd += 2) {
    term *= square;
    total += term / odd;
  }
  return 2 * total + halved * LN2;
}

function raised(v) {
  if (v > LARGEST) return Infinity;
  if (v < SMALLEST) return 0;
  const doubled = Math.floor(v / LN2 + 0.5), rest = v - doubled * LN2;
  let term = 1, total = 1;
  for (let place = 1; place < 25; place += 1) {
    term = term * rest / place;
    total += term;
  }
  for (let step = 0; step < Math.abs(doubled); step += 1) total = doubled > 0 ? total * 2 : total / 2;
  return total;
}
