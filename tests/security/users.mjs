// Each program's user reads its own keys and takes its own database role, and nothing of the others.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const dir = process.env.SW_VAR;
const services = ["identity", "clients", "stage1", "stage2", "surveillance", "evidence", "certificates", "courier", "rules", "gateway"];
const as = (name, ...command) => spawnSync("setpriv", [`--reuid=sealwright-${name}`, `--regid=sealwright-${name}`, "--init-groups", "--", ...command], { encoding: "utf8" });
const owner = (key) => (key === "context-g1.key" ? "gateway" : key === "signer-master.key" ? "signer" : key.replace(/^context-w-|\.key$/g, ""));

test("a key is read by its owner alone", () => {
    const keys = readdirSync(`${dir}/keys`).filter((k) => k.endsWith(".key") && k !== "tls.key");
    assert.ok(keys.length >= 10);
    for (const key of keys)
        for (const name of [...services, "signer"])
            assert.equal(as(name, "cat", `${dir}/keys/${key}`).status === 0, owner(key) === name, `${name} and ${key}`);
});

test("a database role is taken by its own user alone", () => {
    for (const name of services)
        for (const role of services) {
            const said = as(name, "psql", "-X", "-A", "-t", "-d", `host=${dir}/pg/socket dbname=sealwright user=${role}_service`, "-c", "SELECT current_user");
            assert.equal(said.status === 0, name === role, `${name} as ${role}_service: ${said.stderr}`);
        }
});

test("signing keys, the journal and uploaded files are closed to the others", () => {
    for (const name of services.filter((s) => s !== "evidence")) {
        assert.notEqual(as(name, "ls", `${dir}/signer`).status, 0, `${name} in signer`);
        assert.notEqual(as(name, "ls", `${dir}/evidence`).status, 0, `${name} in evidence`);
    }
    assert.notEqual(as("evidence", "ls", `${dir}/signer`).status, 0);
    assert.notEqual(as("gateway", "ls", `${dir}/secrets`).status, 0);
});

test("the signer answers the certificates service and nobody else", () => {
    const ask = `const s = require("net").connect("${dir}/run/signer.sock", () => s.write('{"op":"ready"}\\n'));
        s.on("data", (d) => process.stdout.write(d)); s.on("error", () => {});`;
    for (const name of services)
        assert.equal(/records/.test(as(name, process.execPath, "-e", ask).stdout), name === "certificates", name);
});
