/** Texts that are no expressions of ours: what attackers, mathjs users and fat fingers write. */

const words = (lines: string) => lines.split(/\s+/);
const texts = (lines: string) => lines.split(/ § |\n/);

const names =
  words(`__proto__ constructor prototype toString valueOf hasOwnProperty this self window globalThis process require module exports eval Function
  import createUnit config parse evaluate simplify derivative help typed undefined null true false NaN Infinity i x h yhat2 Z __defineGetter__
  __lookupGetter__ apply call bind escape async await function var let new delete void typeof instanceof in mod to and or xor not`);

const calls =
  texts(`import({a: 1}) § import("fs") § createUnit("foo") § parse("1+1") § evaluate("1+1") § simplify("z+z") § derivative("z^2", "z") § f(x)=x
cos.constructor("return process")() § f(z) = z^2 § a = 1 § z = 3 § sin = 3 § z += 1 § z++ § --z++ § factorial(170) § 170! § z! § gamma(171)
ones(1e9) § zeros(1e5,1e5) § identity(1e9) § range(1,1e9) § 1:1e8 § 1:1e-9:1 § (1:1e8)[1] § z[1] § z.a § z.constructor § "".constructor § "a"
'a' § {} § {a: 1} § {"__proto__": 1} § [1,2,3] § [[1,2],[3,4]] § [1:1e8] § matrix(1e9) § sum(1:1e8) § map([1,2], f) § random() § randomInt(5)
now() § print("a", {}) § format(z) § combinations(1000,500) § nthRoot(z, 3) § bignumber(3) § complex(1,2) § sqrt(z, 2) § tanh() § max() § max(z)
min(1) § max(1,2,3,4,5,6,7,8,9) § exp(1,2) § sigmoid z § sin § tanh + 1 § abs[z] § log(z, 2) § pow(z, 2) § erf(z) § floor(z) § toString()
constructor() § __proto__() § hasOwnProperty(z) § valueOf(z)`);

const broken =
  texts(String.raw`( § ) § () § (z § z) § ((z) § (z)) § z + § + § - § *z § /z § ^z § z ^ § z z § 2z § 2 z § z(2) § (z)(z) § z 2 § 2 2 § 1..2 § 1.2.3 § 1e § 1e+ § 1e999
1e309 § 0x10 § 0b1 § 0o7 § 1_000 § １ § . § .. § z. § .z § 1,2 § , § max(1,) § max(,1) § z ? 1 § z ? : 1 § z : 1 § ? : § z ? 1 : § 1 < 2 < 3
z == 1 == 1 § z = = 1 § z === 1 § z !== 1 § !z § ~z § z & 1 § z | 1 § z && 1 § z || 1 § z >> 1 § z << 1 § z % 2 § z ** 2 § z // 2 § z \ 2 § z'
z.^2 § z.*2 § z./2 § z; § z; z § # z § z # comment § // z § /* z */ z § z @ 1 § $z § $ § @ § ° § µ § σ(z) § √z § z² § ½ § ∞ § π § 😀 § => z
z => z § () => 1 § a?.b § z ?? 1 § ...z § 1 deg § 5 cm § 2 inch to cm § end § % § 100% § -- § -+- § +-*/ § = § == § < § <= § > z § != § 1 !=
<script> § {{z}} § "\x41" § z\u0031 § z, § tanh(z, § tanh((z) § tanh z)`);

const odd = ["", " ", "\n", "\t", "z\nz", "\u0000", "z\u0000", "\uFFFD", "\u202Ez", "z\u200B", "\uD83D", "`a`", "$" + "{z}", "§"];

const nested = (open: string, count: number, inner: string, close: string) => open.repeat(count) + inner + close.repeat(count);

const large = [
  nested("(", 500, "z", ")"),
  nested("[", 400, "1", "]"),
  nested("tanh(", 150, "z", ")"),
  nested("max(z,", 140, "z", ")"),
  nested("-(", 300, "z", ")"),
  nested("{a:", 200, "1", "}"),
  ...["(", ")", "[", "!", ".", '"', "-", "+", "a", "z", "9", " "].map((sign) => sign.repeat(900)),
  ...["-", "+", "2^", "z^-", "1?1:", "("].map((start) => `${start.repeat(160)}z`),
  ...["z?", "max(", "1:", "1e", "1,", "z!"].map((piece) => piece.repeat(240)),
  "(".repeat(100_000),
  `z${" ".repeat(1_000_000)}`,
  `z${"+z".repeat(500)}`,
  `1${"0".repeat(999)}`,
];

/** None of these is an expression in z. */
export const hostileExpressions: readonly string[] = [
  ...names,
  ...names.slice(0, 16).map((name) => `${name}(z)`),
  ...names.slice(0, 8).flatMap((name) => [`z.${name}`, `tanh.${name}`]),
  ...calls,
  ...broken,
  ...odd,
  ...large,
];
