// Copies what pages use from node_modules to ../static/vendor and writes VENDOR.json: file, package, version, licence, SHA-256.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "..", "static", "vendor");
const fonts = join("pretendard-gov", "dist");
const COPIES = [
  ["krds-uiux", "krds-uiux/resources/css/token/krds_tokens.css", "krds/css/token/krds_tokens.css"],
  ["idb", "idb/build/index.js", "idb/index.js"],
  ["idb", "idb/LICENSE", "idb/LICENSE"],
  ["krds-uiux", "krds-uiux/README.md", "krds/README.md"],
  ...["Regular", "Medium", "Bold"].map((w) => [
    "pretendard-gov", join(fonts, `web/static/woff2-subset/PretendardGOV-${w}.subset.woff2`), `pretendard-gov/PretendardGOV-${w}.subset.woff2`]),
  ...["Regular", "Bold"].map((w) => [
    "pretendard-gov", join(fonts, `public/static/PretendardGOV-${w}.otf`), `pretendard-gov/PretendardGOV-${w}.otf`]),
  ["pretendard-gov", join(fonts, "LICENSE.txt"), "pretendard-gov/LICENSE.txt"],
];
const NOTES = {
  idb: "ISC: Copyright (c) 2016, Jake Archibald",
  "krds-uiux": "ISC in package.json; its README refers to KRDS's own terms of use, kept beside the files",
  "pretendard-gov": "OFL-1.1: Copyright (c) 2021 Kil Hyung-jin, with Reserved Font Name Pretendard",
};

rmSync(vendor, { recursive: true, force: true });
const files = [];
for (const [pkg, from, to] of COPIES) {
  const target = join(vendor, to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(here, "node_modules", from), target, { recursive: true });
  const version = JSON.parse(readFileSync(join(here, "node_modules", pkg, "package.json"))).version;
  for (const file of walk(target)) {
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    files.push({ file: relative(vendor, file), package: pkg, version, licence: NOTES[pkg], sha256 });
  }
}
writeFileSync(join(vendor, "VENDOR.json"), JSON.stringify(files, null, 1) + "\n");

function walk(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => walk(join(path, name)));
}
