// A 200 MB upload leaves the memory of the gateway and of the service evidence as it was.
//     SW_ORIGIN          https://localhost:8443
//     SW_UPLOAD_PATH     /v1/evidence/requests/<id>/files      SW_TOKEN   an API token that may upload there
//     SW_GATEWAY_PID, SW_EVIDENCE_PID                          whose memory is watched
import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:https";
import { origin } from "./wire.mjs";

const { SW_UPLOAD_PATH: path, SW_TOKEN: token } = process.env;
const total = 200 * 1024 * 1024;
const piece = randomBytes(1024 * 1024);
const most = 16 * 1024; // KiB
const watched = { gateway: process.env.SW_GATEWAY_PID, evidence: process.env.SW_EVIDENCE_PID };

const resident = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

function send(size, digest) {
    return new Promise((resolve, reject) => {
        const req = http.request({
            host: origin.hostname, port: origin.port, rejectUnauthorized: false, method: "POST",
            path: `${path}?name=large.bin&sha256=${digest}`,
            headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/octet-stream", "Content-Length": size, "Idempotency-Key": randomBytes(16).toString("hex") },
        }, (res) => {
            let text = "";
            res.on("data", (d) => (text += d));
            res.on("end", () => resolve({ status: res.statusCode, text }));
        });
        req.on("error", reject);
        let left = size;
        const more = () => {
            while (left > 0) {
                const part = left < piece.length ? piece.subarray(0, left) : piece;
                left -= part.length;
                if (!req.write(part)) return req.once("drain", more);
            }
            req.end();
        };
        more();
    });
}

function digestOf(size) {
    const hash = createHash("sha256");
    for (let left = size; left > 0; left -= piece.length) hash.update(left < piece.length ? piece.subarray(0, left) : piece);
    return hash.digest("hex");
}

test("a 200 MB upload adds less than 16 MiB", { skip: path && token ? false : "SW_UPLOAD_PATH and SW_TOKEN are not set" }, async () => {
    const small = await send(1000, digestOf(1000)); // everything that is made once is made now
    assert.equal(small.status, 201, small.text);
    const before = Object.fromEntries(Object.entries(watched).map(([name, pid]) => [name, resident(pid)]));
    const peak = { ...before };
    const timer = setInterval(() => {
        for (const [name, pid] of Object.entries(watched)) peak[name] = Math.max(peak[name], resident(pid));
    }, 10);
    const digest = digestOf(total);
    const got = await send(total, digest);
    clearInterval(timer);
    assert.equal(got.status, 201, got.text);
    assert.equal(JSON.parse(got.text).sha256, digest);
    for (const name of Object.keys(watched))
        assert.ok(peak[name] - before[name] < most, `${name} grew from ${before[name]} to ${peak[name]} KiB`);
});
