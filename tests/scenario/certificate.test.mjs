// The certificate of the demo, as a stranger sees it: no sign-in, no JavaScript, other people's tools.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webcrypto } from "node:crypto";
import { createLocalJWKSet, jwtVerify, compactVerify } from "jose";
import { demo, nobody, origin } from "../lib/world.mjs";

globalThis.crypto ??= webcrypto; // Node 18 has it, but not as a global

const id = demo.certificate.public_id;
const folder = mkdtempSync(join(tmpdir(), "sealwright-certificate-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

async function get(path, headers) {
    const answer = await nobody.send("GET", path, { headers });
    assert.equal(answer.status, 200, `${path}: ${answer.status}`);
    return answer;
}

test("the verification page answers without sign-in and without JavaScript", async () => {
    const page = (await get(`/c/${id}`)).raw.toString();
    assert.match(page, /Harbour Cloud AG/);
    assert.match(page, /Valid/);
    assert.match(page, /ISO\/IEC 27001:2022/);
    assert.doesNotMatch(page, /<script/i);
    assert.doesNotMatch(page, /style=/i);
});

test("lower case finds it too, and an unknown one was not issued here", async () => {
    await get(`/c/${id.toLowerCase()}`);
    const answer = await nobody.send("GET", "/c/7K3M9QXT2V8D");
    assert.equal(answer.status, 404);
    assert.match(answer.raw.toString(), /[Nn]ot issued here/);
});

async function jwtAndDid() {
    const jwt = (await get(`/c/${id}`, { Accept: "application/vc+jwt" })).raw.toString();
    const did = JSON.parse((await get("/cb/northwind/did.json")).raw.toString());
    return { jwt, did };
}

test("the credential verifies with jose from did.json", async () => {
    const { jwt, did } = await jwtAndDid();
    const kid = JSON.parse(Buffer.from(jwt.split(".")[0], "base64url")).kid;
    const method = did.verificationMethod.find((m) => m.id === kid);
    assert.ok(method?.publicKeyJwk, "the key is in the document");
    assert.ok(did.assertionMethod.includes(kid));
    const keys = createLocalJWKSet({ keys: [{ ...method.publicKeyJwk, kid }] });
    const { payload, protectedHeader } = await compactVerify(jwt, keys);
    assert.equal(protectedHeader.alg, "EdDSA");
    assert.equal(protectedHeader.typ, "vc+jwt");
    const credential = JSON.parse(Buffer.from(payload).toString());
    assert.equal(credential.credentialSubject.certificateNumber, demo.certificate.number);
    assert.equal(credential.credentialSubject.certifiedOrganization.name, "Harbour Cloud AG");
    assert.equal(credential.issuer.id, did.id);
    const changed = `${jwt.slice(0, -6)}${jwt.at(-6) === "A" ? "B" : "A"}${jwt.slice(-5)}`;
    await assert.rejects(jwtVerify(changed, keys));
});

test("the credential verifies with openssl pkeyutl", async () => {
    const { jwt, did } = await jwtAndDid();
    const [head, payload, signature] = jwt.split(".");
    const kid = JSON.parse(Buffer.from(head, "base64url")).kid;
    const x = did.verificationMethod.find((m) => m.id === kid).publicKeyJwk.x;
    const file = (name) => join(folder, name);
    writeFileSync(file("key.der"), Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(x, "base64url")]));
    writeFileSync(file("signed"), `${head}.${payload}`);
    writeFileSync(file("signature"), Buffer.from(signature, "base64url"));
    const said = execFileSync("openssl", ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", file("key.der"), "-rawin", "-in", file("signed"), "-sigfile", file("signature")]).toString();
    assert.match(said, /Verified Successfully/);
});

test("the QR code of the PDF decodes to the link", async () => {
    const pdf = (await get(`/c/${id}.pdf`)).raw;
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    writeFileSync(join(folder, "c.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", "100", "-png", join(folder, "c.pdf"), join(folder, "page")]);
    const codes = readdirSync(folder).filter((f) => f.endsWith(".png")).map((f) => {
        try {
            return execFileSync("zbarimg", ["-q", "--raw", join(folder, f)]).toString();
        } catch {
            return "";
        }
    }).join("");
    assert.ok(codes.toUpperCase().includes(`/C/${id}`), `decoded: ${codes}`);
    const path = new URL(codes.trim().split("\n")[0]).pathname;
    assert.match((await get(path)).raw.toString(), /current revision|current version|Valid/);
    const text = execFileSync("pdftotext", [join(folder, "c.pdf"), "-"]).toString();
    assert.match(text, /Harbour Cloud AG/);
    assert.match(text, new RegExp(demo.certificate.number));
});

test("the origin answers on nothing but HTTPS, with the headers that keep a page to itself", async () => {
    const page = await get(`/c/${id}`);
    assert.match(page.headers["content-security-policy"], /default-src 'none'/);
    assert.equal(page.headers["x-content-type-options"], "nosniff");
    assert.ok(origin.startsWith("https://"));
});
