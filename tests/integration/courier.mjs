// E-mail against a real mail server, webhooks against a real receiver: sent once, signed, retried.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { body, demo, today } from "../lib/world.mjs";

const run = `${process.env.SW_VAR}/run`;
const folder = mkdtempSync("/tmp/sealwright-courier-");
let smtp, courier, receiver, hook, port;
const mails = () => {
    try {
        return readFileSync(join(folder, "mails"), "utf8");
    } catch {
        return "";
    }
};
const posts = [];
let failures = 2;

async function until(what, seconds = 20) {
    for (let i = 0; i < seconds * 10; i++) {
        if (what()) return;
        await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error(`it did not happen: ${what}`);
}

before(async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    port = free.address().port;
    await new Promise((r) => free.close(r));
    writeFileSync(join(folder, "sink.py"), `
import asyncio, sys
from aiosmtpd.controller import Controller
class Sink:
    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[2], "ab") as f:
            f.write(b"TO " + ",".join(envelope.rcpt_tos).encode() + b"\\n" + envelope.content + b"\\nEND\\n")
        return "250 OK"
c = Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1]))
c.start()
print("ready", flush=True)
asyncio.new_event_loop().run_forever()
`);
    smtp = spawn("/usr/bin/python3", [join(folder, "sink.py"), String(port), join(folder, "mails")], { stdio: ["ignore", "pipe", "inherit"] });
    await once(smtp.stdout, "data");
    receiver = createServer((req, res) => {
        const parts = [];
        req.on("data", (p) => parts.push(p));
        req.on("end", () => {
            posts.push({ headers: req.headers, body: Buffer.concat(parts).toString() });
            res.writeHead(failures-- > 0 ? 500 : 204).end();
        });
    });
    await new Promise((r) => receiver.listen(0, "127.0.0.1", r));
    // A courier of this test's own, beside the installation's: whoever claims a row first delivers it, so the other sleeps.
    execFileSync("kill", ["-STOP", readFileSync(`${run}/courier.pid`, "utf8").trim()]);
    execFileSync("mkdir", ["-p", join(folder, "run")]);
    execFileSync("chmod", ["777", folder, join(folder, "run")]);
    const conf = readFileSync(`${process.env.SW_VAR}/etc/courier.conf`, "utf8").replace(/^RUN_DIR=.*$/m, `RUN_DIR=${join(folder, "run")}`);
    writeFileSync(join(folder, "courier.conf"), `${conf}SMTP_SERVER=smtp://127.0.0.1:${port}\nSMTP_REQUIRE_TLS=false\nWEBHOOK_PRIVATE=true\nMAIL_FROM=office@northwind.example\n`);
    courier = spawn("setpriv", ["--reuid=sealwright-courier", "--regid=sealwright-courier", "--init-groups", `${process.env.SW_VAR}/bin/sealwright-courier`], { env: { ...process.env, SEALWRIGHT_CONFIG: join(folder, "courier.conf") }, stdio: ["ignore", "inherit", "inherit"] });
});

after(() => {
    courier?.kill("SIGTERM");
    smtp?.kill("SIGTERM");
    receiver?.close();
    execFileSync("kill", ["-CONT", readFileSync(`${run}/courier.pid`, "utf8").trim()]);
    rmSync(folder, { recursive: true, force: true });
});

test("an evidence request reaches the client's people by e-mail and the webhook, signed", async () => {
    const cb = await body("northwind");
    hook = await cb.apis.admin.post("/v1/identity/webhooks", { url: `http://127.0.0.1:${receiver.address().port}/events`, events: ["evidence.requested"] });
    const request = await cb.apis.lead.post("/v1/evidence/requests", { client_id: demo.clients.certified, reference: "A.8.13", title: "Grüße: Restore tests", detail: "Records of this year", due_on: today });
    assert.ok(request.id);
    await until(() => posts.length >= 3 && mails().includes("security@harbourcloud.example"), 60);
    assert.match(mails(), /Subject: =\?UTF-8\?B\?/);
    assert.equal(mails().split(`TO security@harbourcloud.example`).length, 2, "a failing webhook does not repeat the e-mail");
    const mine = posts.filter((p) => p.body.includes("Restore tests"));
    assert.ok(mine.length >= 3, "two failures and a success");
    assert.equal(new Set(mine.map((p) => p.headers["webhook-id"])).size, 1, "the id stays the same");
    for (const p of mine) {
        const signed = `${p.headers["webhook-id"]}.${p.headers["webhook-timestamp"]}.${p.body}`;
        const mac = createHmac("sha256", Buffer.from(hook.secret.slice("whsec_".length), "base64")).update(signed).digest("base64");
        assert.equal(p.headers["webhook-signature"], `v1,${mac}`);
        assert.equal(JSON.parse(p.body).type, "evidence.requested");
    }
});
