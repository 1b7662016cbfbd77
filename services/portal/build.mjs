// Bundle the portal into dist/: hashed assets, index.html, and a .gz beside each file.
import { build } from "esbuild";
import { readFileSync, writeFileSync, mkdirSync, rmSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";

const out = "dist";
const assets = join(out, "assets");

// The design system's style sheet without its licensed font and its crown: system fonts instead.
function systemFonts(css) {
    const clean = css
        .replace(/@font-face\s*{[^}]*}/g, "")
        .replace(/url\(\/assets\/images\/[^)]*\)/g, "none")
        .replace(/font-family:\s*"?GDS Transport"?[^;}]*/g, "font-family:var(--font)");
    if (/GDS Transport|url\(/.test(clean.replace(/url\(["']?data:[^)]*\)/g, "")))
        throw new Error("the style sheet still names a font or a file that the portal does not ship");
    return clean;
}

const govuk = {
    name: "govuk-style",
    setup(b) {
        b.onLoad({ filter: /govuk-frontend\.min\.css$/ }, ({ path }) => ({
            contents: systemFonts(readFileSync(path, "utf8")),
            loader: "css",
        }));
    },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
const result = await build({
    entryPoints: { app: "src/main.tsx" },
    outdir: assets,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    sourcemap: false,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    logOverride: { "css-syntax-error": "silent" },
    logLevel: "warning",
    plugins: [govuk],
});
const names = Object.keys(result.metafile.outputs).map((f) => f.replace(/^dist/, "/app"));
const script = names.find((f) => /app-[^/]*\.js$/.test(f));
const style = names.find((f) => /app-[^/]*\.css$/.test(f));
const page = readFileSync("src/index.html", "utf8").replace("{{script}}", script).replace("{{style}}", style);
writeFileSync(join(out, "index.html"), page);
for (const f of readdirSync(assets)) writeFileSync(join(assets, `${f}.gz`), gzipSync(readFileSync(join(assets, f)), { level: 9 }));
writeFileSync(join(out, "index.html.gz"), gzipSync(page, { level: 9 }));
